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
Le serveur est injoignable. Nouvel essai en cours.
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
Rétablir
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
|Retiré : {files}.||||Retirés : {files}.
|Annulé : {files}.||||Annulés : {files}.
Déjà dans la liste : {files}.
|Choisi deux fois : {files}.||||Choisis deux fois : {files}.
|Non ajouté : {files}.||||Non ajoutés : {files}.
Dossier vide : {name}.
Le formulaire partira quand tous les fichiers auront été envoyés.
Choix : {files}. La liste n’a pas pu être chargée. Vérifiez le réseau et réessayez. Si cela échoue encore, la page a été mise à jour : rechargez-la et choisissez à nouveau les fichiers.
Réessayer
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
Une partie de cette page n’a pas pu être chargée. Rechargez la page et choisissez à nouveau le fichier.
Une partie de cette page n’a pas pu être chargée. Réessayez, ou rechargez la page et choisissez à nouveau le fichier.
L’espace de stockage est plein.
Le service de stockage est mal configuré ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'fr');
