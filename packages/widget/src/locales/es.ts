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
El servidor no responde. Se está reintentando.
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
Deshacer
Subidos: {done} de {total}
quedan {time}
Progreso
Progreso total
|{count} archivo|||{count} de archivos|{count} archivos
{label}: {name}
|Añadido: {files}.||||Añadidos: {files}.
|Subido: {files}.||||Subidos: {files}.
Con error: {files}.
|Reanudado: {files}.||||Reanudados: {files}.
|Quitado: {files}.||||Quitados: {files}.
|Cancelado: {files}.||||Cancelados: {files}.
Ya en la lista: {files}.
|Elegido dos veces: {files}.||||Elegidos dos veces: {files}.
|No añadido: {files}.||||No añadidos: {files}.
Carpeta vacía: {name}.
El formulario se enviará cuando se hayan subido todos los archivos.
Elegidos: {files}. No se pudo cargar la lista. Compruebe la red e inténtelo de nuevo. Si vuelve a fallar, la página se actualizó: recárguela y elija de nuevo los archivos.
Intentar de nuevo
|Interrumpido: {files}. Reanúdelo o quítelo.||||Interrumpidos: {files}. Reanúdelos o quítelos.
Elija un archivo.
Todavía subiendo: {files}.
|En pausa: {files}. Reanúdelo o quítelo.||||En pausa: {files}. Reanúdelos o quítelos.
|Sin empezar: {files}. Súbalo o quítelo.||||Sin empezar: {files}. Súbalos o quítelos.
|No subido: {files}. Vuelva a intentarlo o quítelo.||||No subidos: {files}. Vuelva a intentarlo o quítelos.
|No subido: {files}. Quítelo.||||No subidos: {files}. Quítelos.
El archivo ocupa {size}; el límite es {limit}.
Este tipo de archivo no está permitido. Permitidos: {types}.
Máximo {files}. Quite antes otro.
El archivo es demasiado grande.
Este tipo de archivo no está permitido.
Demasiados archivos.
No hay conexión de red.
Se cortó la conexión.
El servicio de subida rechazó el archivo.
El servicio de subida no responde.
El plazo de la subida ha terminado.
El servicio de almacenamiento rechazó el archivo.
El servicio de almacenamiento no responde.
El archivo llegó dañado.
El archivo cambió durante la subida. Elíjalo de nuevo.
No se puede leer el archivo. Elíjalo de nuevo.
No se pudo cargar una parte de esta página. Recargue la página y elija de nuevo el archivo.
No se pudo cargar una parte de esta página. Reintente, o recargue la página y elija de nuevo el archivo.
No queda espacio de almacenamiento.
El servicio de almacenamiento está mal configurado ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'es');
