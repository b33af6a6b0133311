/** The fixed lines of the conversation on a terminal. */
export const terminal = {
  'terminal.welcome':
    'Escribe tu mensaje y presiona Enter. Para enviar un archivo: /archivo ruta. Para salir: Ctrl-D.',
  'terminal.refused': 'No pude recibir ese archivo. Envía una foto, un PDF o un audio de menos de 15 MB.',
  'terminal.noSuchFile': 'No encontré ese archivo en este equipo.',
  'terminal.file': '  [archivo: {{name}}]',
} as const;
