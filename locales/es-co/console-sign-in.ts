/** Entering the console, the link of an invitation, and one's own account. */
export const consoleSignIn = {
  'console.errors.code-wrong':
    'El código no coincide, ya se usó o venció. Después de 5 intentos hay que esperar 15 minutos.',
  'console.errors.invitation-not-valid':
    'Este enlace no sirve: ya se usó, venció o se envió otro. Pide uno a quien administra la consola.',
  'console.errors.password-change-needed': 'Antes de seguir, cambia la contraseña que te entregaron.',
  'console.errors.password-link-for-oneself': 'Tu propia contraseña se cambia en Mi cuenta.',
  'console.errors.password-link-not-valid':
    'Este enlace no sirve: ya se usó, venció o se creó otro. Pide uno a quien administra la consola.',
  'console.errors.password-same': 'Elige una contraseña diferente de la que tienes.',
  'console.errors.password-wrong':
    'La contraseña actual no coincide. Después de 5 intentos hay que esperar 15 minutos.',
  'console.errors.second-factor-needed': 'Antes de seguir, activa la verificación en dos pasos.',
  'console.errors.second-factor-not-possible':
    'La verificación en dos pasos cambió mientras tanto. Recarga la página y vuelve a intentarlo.',
  'console.errors.second-factor-refused':
    'El código no coincide, ya se usó o venció. Después de 5 intentos hay que esperar 15 minutos.',
  'console.errors.session-not-found': 'Esa sesión ya estaba cerrada.',
  'console.errors.sign-in-expired': 'Pasó mucho tiempo desde que escribiste la contraseña. Empieza otra vez.',

  'console.sign-in.codeTitle': 'Verificación en dos pasos',
  'console.sign-in.codeHow': 'Escribe el código de 6 dígitos que muestra la aplicación de tu teléfono.',
  'console.sign-in.code': 'Código',
  'console.sign-in.useRecovery': 'No tengo el teléfono: usar un código de recuperación',
  'console.sign-in.recoveryHow':
    'Escribe uno de los códigos de recuperación que guardaste. Sirve una sola vez.',
  'console.sign-in.recovery': 'Código de recuperación',
  'console.sign-in.useCode': 'Usar el código del teléfono',
  'console.sign-in.startAgain': 'Empezar otra vez',
  'console.sign-in.codeMissing': 'Escribe el código.',
  'console.sign-in.setUp': 'Falta un paso para entrar',
  'console.sign-in.newPasswordTitle': 'Elige tu contraseña',
  'console.sign-in.newPasswordHow':
    'La que te entregaron sirve una sola vez. Elige una que solo tú conozcas.',
  'console.sign-in.secondFactorHow':
    'Tu rol lo exige: además de la contraseña, cada entrada pide un código de tu teléfono.',
  'console.sign-in.leave': 'Salir',
  'console.sign-in.forgot': '¿Olvidaste tu contraseña?',
  'console.sign-in.forgotHow': 'Pídele a quien administra la consola un enlace para elegir otra.',

  'console.password-link.title': 'Elige una contraseña nueva',
  'console.password-link.how':
    'Al guardarla se cierran tus sesiones abiertas. Si tienes la verificación en dos pasos, sigue activa.',
  'console.password-link.submit': 'Guardar y entrar',
  'console.password-link.notValidHow':
    'Ya se usó, venció (dura 24 horas) o se creó otro después. Pide uno nuevo a quien administra la consola.',

  'console.session.ended': 'Tu sesión terminó',
  'console.session.endedHow':
    'Lo que escribiste sigue aquí. Entra otra vez para seguir. Si entra otra persona, la página empieza de nuevo.',
  'console.session.back': 'Entraste otra vez. Si estabas guardando algo, guárdalo de nuevo.',

  'console.invitation.title': 'Te invitaron a la consola',
  'console.invitation.intro': '{{email}} · {{role}}',
  'console.invitation.how': 'Revisa tu nombre y elige una contraseña. Después entras con ese correo.',
  'console.invitation.name': 'Tu nombre',
  'console.invitation.nameMissing': 'Escribe tu nombre.',
  'console.invitation.submit': 'Guardar y entrar',
  'console.invitation.notValid': 'Este enlace no sirve',
  'console.invitation.notValidHow':
    'Ya se usó, venció (dura 72 horas) o se envió otro después. Pide uno nuevo a quien administra la consola.',
  'console.invitation.toSignIn': 'Ir a la entrada',

  'console.account.title': 'Mi cuenta',
  'console.account.who': '{{email}} · {{role}}',
  'console.account.password': 'Contraseña',
  'console.account.passwordHow':
    'Mínimo 12 caracteres. Varias palabras sin relación son fáciles de recordar y difíciles de adivinar.',
  'console.account.currentPassword': 'Contraseña actual',
  'console.account.newPassword': 'Contraseña nueva',
  'console.account.changePassword': 'Cambiar la contraseña',
  'console.account.passwordChanged': 'Cambiaste tu contraseña. Las otras sesiones se cerraron.',
  'console.account.secondFactor': 'Verificación en dos pasos',
  'console.account.secondFactorOn': 'Activa',
  'console.account.secondFactorOff': 'Sin activar',
  'console.account.secondFactorWhy': 'Con ella, quien sepa tu contraseña no puede entrar sin tu teléfono.',
  'console.account.secondFactorStart': 'Activar',
  'console.account.askPassword': 'Escribe tu contraseña para seguir',
  'console.account.continue': 'Seguir',
  'console.account.scan': 'Escanea este código con la aplicación de verificación de tu teléfono',
  'console.account.scanAlt': 'Código QR para la aplicación de verificación',
  'console.account.secret': 'Si no puedes escanear, escribe esta clave en la aplicación',
  'console.account.copySecret': 'Copiar la clave',
  'console.account.copied': 'Copiado',
  'console.account.confirmCode': 'Código que muestra la aplicación',
  'console.account.confirm': 'Confirmar',
  'console.account.recoveryCodes': 'Códigos de recuperación',
  'console.account.recoveryHow':
    'Si pierdes el teléfono, cada uno te deja entrar una vez. Solo se muestran ahora: guárdalos donde nadie más los vea.',
  'console.account.recoveryLeft': 'Te quedan {{count}} códigos de recuperación.',
  'console.account.recoveryCopy': 'Copiar los códigos',
  'console.account.recoveryPrint': 'Imprimir',
  'console.account.recoverySaved': 'Ya los guardé',
  'console.account.recoveryRenew': 'Pedir códigos nuevos',
  'console.account.recoveryRenewHow': 'Los anteriores dejan de servir.',
  'console.account.remove': 'Quitar o cambiar de teléfono',
  'console.account.removeTitle': '¿Quitar la verificación en dos pasos?',
  'console.account.removeHow':
    'El teléfono y los códigos de recuperación dejan de servir. Puedes activarla de nuevo con otro teléfono.',
  'console.account.removeNeeded': 'Tu rol la exige: tendrás que activarla de nuevo para seguir.',
  'console.account.removeYes': 'Sí, quitar',
  'console.account.removed': 'Quitaste la verificación en dos pasos.',
  'console.account.proofCode': 'Código del teléfono o de recuperación',
  'console.account.sessions': 'Sesiones abiertas',
  'console.account.sessionsHow':
    'Cada sesión se cierra sola después de 8 horas sin uso o 24 horas después de entrar.',
  'console.account.device': '{{browser}} en {{system}}',
  'console.account.deviceUnknown': 'Dispositivo sin nombre',
  'console.account.openedAt': 'Entró',
  'console.account.lastSeenAt': 'Último uso',
  'console.account.thisSession': 'Esta sesión',
  'console.account.endSession': 'Cerrar',
  'console.account.endSessionOf': 'Cerrar la sesión de {{device}}',
  'console.account.sessionEnded': 'Cerraste esa sesión.',
  'console.account.endOthers': 'Cerrar todas las demás',
  'console.account.othersEnded': 'Cerraste las demás sesiones.',
} as const;
