import type { terminal as source } from '../es-co/terminal.ts';

export const terminal: Record<keyof typeof source, string> = {
  'terminal.welcome': 'Write your message and press Enter. To send a file: /archivo path. To leave: Ctrl-D.',
  'terminal.refused': 'I could not take that file. Send a photo, a PDF or an audio of less than 15 MB.',
  'terminal.noSuchFile': 'I did not find that file on this computer.',
  'terminal.file': '  [file: {{name}}]',
};
