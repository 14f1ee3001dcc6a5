/** Made by scripts/locales.ts from locales/fr.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Choisir un fichier
Choisir des fichiers
Remplacer le fichier
Ajouter des fichiers
Choisir un dossier
Ajouter un dossier
ou déposer ici
Déposer pour ajouter
Fichiers
Images
Audio
Vidéo
jusqu’à {size}
{files} au maximum
En attente
Préparation
Envoi en cours
En pause à {percent}
Finalisation
Envoyé
Contrôlé : chaque octet est arrivé intact.
Annulé
Interrompu
Interrompu. Choisissez à nouveau le fichier pour continuer.
En attente du réseau
Envoyer
Suspendre
Reprendre
Choisir à nouveau
Réessayer
Annuler
Retirer
Tout envoyer
Tout suspendre
Tout reprendre
Réessayer les échecs
Tout annuler
Tout retirer
Retirer les échecs
Envoyés : {done} sur {total}
{time} restantes
Progression
Progression totale
|{count} fichier|||{count} de fichiers|{count} fichiers
{label} : {name}
|Ajouté : {files}.||||Ajoutés : {files}.
|Envoyé : {files}.||||Envoyés : {files}.
Échec : {files}.
Reprise : {files}.
Déjà dans la liste : {files}.
|Choisi deux fois : {files}.||||Choisis deux fois : {files}.
|Non ajouté : {files}.||||Non ajoutés : {files}.
Dossier vide : {name}.
Le formulaire partira quand tous les fichiers auront été envoyés.
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
|Envoi interrompu : {files}. Reprenez-le ou retirez-le.||||Envoi interrompu : {files}. Reprenez-les ou retirez-les.
Choisissez un fichier.
Envoi en cours : {files}.
|En pause : {files}. Reprenez-le ou retirez-le.||||En pause : {files}. Reprenez-les ou retirez-les.
|Pas encore lancé : {files}. Envoyez-le ou retirez-le.||||Pas encore lancés : {files}. Envoyez-les ou retirez-les.
|Non envoyé : {files}. Réessayez ou retirez-le.||||Non envoyés : {files}. Réessayez ou retirez-les.
|Non envoyé : {files}. Retirez-le.||||Non envoyés : {files}. Retirez-les.
Le fichier fait {size} ; la limite est de {limit}.
Ce type de fichier n’est pas accepté. Acceptés : {types}.
{files} au maximum. Retirez-en d’abord un autre.
Le fichier est trop volumineux.
Ce type de fichier n’est pas accepté.
Trop de fichiers.
Pas de connexion réseau.
La connexion a été coupée.
Le service d’envoi a refusé le fichier.
Le service d’envoi est injoignable.
Le délai d’envoi est dépassé.
Le service de stockage a refusé le fichier.
Le service de stockage est injoignable.
Le fichier est arrivé endommagé.
Le fichier a été modifié pendant l’envoi. Choisissez-le à nouveau.
Le fichier est illisible. Choisissez-le à nouveau.
A part of this page could not be loaded. Reload the page and choose the file again.
L’espace de stockage est plein.
Le service de stockage est mal configuré ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'fr');
