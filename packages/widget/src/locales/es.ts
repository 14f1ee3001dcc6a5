/** Made by scripts/locales.ts from locales/es.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Elegir archivo
Elegir archivos
Reemplazar archivo
Añadir archivos
Elegir carpeta
Añadir carpeta
o soltar aquí
Soltar para añadir
Archivos
Imágenes
Audio
Vídeo
hasta {size}
máximo {files}
En espera
Preparando
Subiendo
En pausa al {percent}
Finalizando
Subido
Comprobado: todos los bytes llegaron intactos.
Cancelado
Interrumpido
Interrumpido. Elija de nuevo el archivo para continuar.
Esperando la red
Subir
Pausar
Reanudar
Elegir de nuevo
Reintentar
Cancelar
Quitar
Subir todo
Pausar todo
Reanudar todo
Reintentar los fallidos
Cancelar todo
Quitar todo
Quitar los fallidos
Subidos: {done} de {total}
quedan {time}
Progreso
Progreso total
|{count} archivo|||{count} de archivos|{count} archivos
{label}: {name}
Añadidos: {files}.
Subidos: {files}.
Fallidos: {files}.
Reanudados: {files}.
Ya en la lista: {files}.
No añadidos: {files}.
Carpeta vacía: {name}.
El formulario se enviará cuando se hayan subido todos los archivos.
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
Interrumpidos: {files}. Reanude o quite.
Elija un archivo.
Todavía subiendo: {files}.
No subidos: {files}. Reintente o quite.
El archivo es demasiado grande: {size}, máximo {limit}.
Tipo de archivo no permitido. Permitidos: {types}.
Máximo {files}. Quite antes otro.
El archivo es demasiado grande.
Tipo de archivo no permitido.
Demasiados archivos.
No hay conexión de red.
Se cortó la conexión.
El servicio de subida rechazó el archivo.
El servicio de subida no responde.
El plazo de la subida ha terminado.
El almacenamiento rechazó el archivo.
El almacenamiento no responde.
El archivo llegó dañado.
El archivo cambió durante la subida.
No se puede leer el archivo. Elíjalo de nuevo.
A part of this page could not be loaded. Reload the page and choose the file again.
El almacenamiento está lleno.
El almacenamiento está mal configurado ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'es');
