/** What `npm run admin` says to the engineer who runs it. */
export const admin = {
  'admin.usage':
    'Uso: npm run admin -- create --email CORREO --name NOMBRE --role ROL\n\nCrea una persona del equipo y muestra su contraseña una sola vez.\n\nRoles: {{roles}}',
  'admin.missing': 'Falta --{{option}}.',
  'admin.notValid': 'No es válido lo que va en --{{option}}.',
  'admin.unknownOption': 'No reconocí lo que escribiste.',
  'admin.created': 'Listo: {{name}} ya puede entrar a la consola con el correo {{email}} y el rol {{role}}.',
  'admin.password':
    'Contraseña: {{password}}\nEs la única vez que se muestra. Entrégala en persona o por un medio seguro.',
  'admin.emailTaken': 'Ya hay una persona con ese correo. No cambié nada.',
  'admin.failed': 'No pude abrir la base de datos: {{reason}}',
} as const;
