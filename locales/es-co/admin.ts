/** What `npm run admin` says to the engineer who runs it. */
export const admin = {
  'admin.usage':
    'Uso: npm run admin -- create --email CORREO --name NOMBRE --role ROL\n\nCrea una persona del equipo y muestra su contraseña una sola vez.\n\nRoles: {{roles}}\n\nUso: npm run admin -- reset-second-factor --email CORREO\n\nQuita la verificación en dos pasos a quien perdió el teléfono y los códigos de recuperación.\n\nUso: npm run admin -- reset-password --email CORREO\n\nDa otra contraseña a quien olvidó la suya, la muestra una sola vez y cierra sus sesiones.',
  'admin.missing': 'Falta --{{option}}.',
  'admin.notValid': 'No es válido lo que va en --{{option}}.',
  'admin.unknownOption': 'No reconocí lo que escribiste.',
  'admin.created': 'Listo: {{name}} ya puede entrar a la consola con el correo {{email}} y el rol {{role}}.',
  'admin.password':
    'Contraseña: {{password}}\nEs la única vez que se muestra. Entrégala en persona o por un medio seguro.\nAl entrar por primera vez, la consola pide cambiarla.',
  'admin.emailTaken': 'Ya hay una persona con ese correo. No cambié nada.',
  'admin.passwordReset': 'Listo: {{name}} ({{email}}) tiene otra contraseña y se cerraron sus sesiones.',
  'admin.notActive':
    'Esa persona no tiene una cuenta activa: está desactivada o no ha usado su invitación. No cambié nada.',
  'admin.nobody': 'No hay nadie con ese correo. No cambié nada.',
  'admin.secondFactorReset':
    'Listo: quité la verificación en dos pasos de {{name}} ({{email}}) y cerré sus sesiones.',
  'admin.failed': 'No pude abrir la base de datos: {{reason}}',
} as const;
