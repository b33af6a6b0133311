/** What `npm run backup` and `npm run restore` say to the engineer who runs them. */
export const backup = {
  'backup.usage':
    'Uso: npm run backup -- --to CARPETA\n     npm run backup -- --check ARCHIVO\n\nHace una copia cifrada de la base de datos, los archivos y el secreto, o revisa una que ya está hecha.\nLa clave va en BACKUP_PASSPHRASE o en BACKUP_PASSPHRASE_FILE, nunca en la orden.',
  'backup.unknownOption': 'No reconocí lo que escribiste.',
  'backup.made':
    'Listo: {{path}}\n{{megabytes}} MB: {{rows}} filas y {{files}} archivos. La leí completa y está sana.',
  'backup.missingFiles':
    'Ojo: faltan {{count}} archivos que la base de datos nombra. Ya faltaban en la carpeta de archivos antes de esta copia.',
  'backup.checked': 'La copia está completa y sana: {{rows}} filas y {{files}} archivos.',
  'backup.failed': 'No pude hacer la copia: {{reason}}',
  'backup.failedWorld': 'falló el equipo, el disco o la base de datos ({{code}}).',
  'restore.usage':
    'Uso: npm run restore -- --from ARCHIVO [--erasures ARCHIVO]\n     npm run restore -- --resume\n\nRestaura una copia en un lugar vacío, en pausa. Después, --resume deja que los envíos sigan.\nLa clave va en BACKUP_PASSPHRASE o en BACKUP_PASSPHRASE_FILE, nunca en la orden.',
  'restore.done':
    'Listo: restauré la copia del {{takenAt}}: {{rows}} filas y {{files}} archivos.\nSe volvieron a borrar {{erased}} personas que pidieron el borrado después de la copia.',
  'restore.next':
    'Vecino empezará EN PAUSA: nada sale por ningún canal.\n1. Apaga la instalación de antes, si todavía existe: no pueden correr las dos.\n2. Inicia Vecino (npm start) y revisa que todo esté.\n3. Vincula WhatsApp otra vez: la sesión anterior no se restaura.\n4. Reanuda los envíos: en la consola, en Canales, o con npm run restore -- --resume.',
  'restore.resumed': 'Listo: los envíos siguen. Lo que esperaba cuando se hizo la copia no se envía.',
  'restore.notPaused': 'No hay nada en pausa. No cambié nada.',
  'restore.failed': 'No restauré nada: {{reason}}',
  'restore.resumeFailed': 'No pude reanudar: {{reason}}',
  'seedDemo.usage':
    'Uso: npm run seed:demo [-- --pqrs CANTIDAD]\n\nLlena una instalación sin PQRS con datos inventados, para mostrarla y aprender.',
  'seedDemo.notEmpty': 'Ya hay PQRS aquí. Los datos de muestra no se mezclan con los reales. No cambié nada.',
  'seedDemo.done':
    'Listo: {{pqrs}} PQRS de {{people}} personas inventadas, con teléfonos inventados (300 000 xxxx).',
  'seedDemo.staff': 'Cuentas de muestra, con su contraseña de una sola vez:',
  'seedDemo.failed': 'No pude poner los datos de muestra: {{reason}}',
  'backup.refused.no-target': 'falta --to CARPETA, o el ajuste BACKUP_DIR.',
  'backup.refused.target-not-usable':
    'no puedo escribir en la carpeta {{detail}}. Debe existir y ser del usuario que ejecuta la copia.',
  'backup.refused.nothing-to-back-up': 'en {{detail}} no hay una instalación de Vecino.',
  'backup.refused.secret-missing':
    'falta el secreto de la instalación ({{detail}}). Sin él la copia no serviría. Devuélvelo o pon APP_SECRET.',
  'backup.refused.secret-not-of-database': 'el secreto no es el de esta base de datos.',
  'backup.refused.files-not-of-database':
    'la carpeta {{detail}} no es la de los archivos de esta base de datos.',
  'backup.refused.passphrase-missing': 'falta la clave: pon BACKUP_PASSPHRASE o BACKUP_PASSPHRASE_FILE.',
  'backup.refused.passphrase-twice': 'la clave está en dos ajustes. Deja uno solo.',
  'backup.refused.passphrase-not-readable': 'no puedo leer el archivo de la clave: {{detail}}',
  'backup.refused.passphrase-short':
    'la clave es corta. Usa al menos 16 caracteres, por ejemplo cuatro palabras al azar.',
  'backup.refused.not-readable': 'no puedo leer el archivo {{detail}}',
  'backup.refused.not-a-backup': 'ese archivo no es una copia de Vecino.',
  'backup.refused.unknown-format': 'la copia es de un formato que esta versión no conoce. Actualiza Vecino.',
  'backup.refused.header-altered': 'el comienzo de la copia está dañado o alterado.',
  'backup.refused.wrong-passphrase': 'la clave no es la de esta copia.',
  'backup.refused.truncated': 'la copia está cortada: le falta el final. Vuelve a traer el archivo.',
  'backup.refused.altered': 'la copia está dañada o alterada. No la uses.',
  'backup.refused.newer-schema': 'la copia es de una versión más nueva de Vecino. Actualiza Vecino y repite.',
  'backup.refused.other-schema': 'la copia es de una versión de Vecino que no conduce a esta.',
  'backup.refused.other-secret':
    'APP_SECRET no es el secreto de la copia. Quita ese ajuste o pon el de la copia.',
  'backup.refused.other-entity': 'la copia es de otra empresa. Pon ENTITY={{detail}} y repite.',
  'backup.refused.place-not-empty':
    'el lugar no está vacío: {{detail}}. Una copia solo se restaura donde no hay nada, para no tapar lo que hay.',
  'backup.refused.erasures-not-readable':
    'la lista de borrados no se puede leer: {{detail}}. Sin ella volverían personas que pidieron el borrado.',
} as const;
