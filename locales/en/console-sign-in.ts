import type { consoleSignIn as source } from '../es-co/console-sign-in.ts';

/** The same sentences in English. */
export const consoleSignIn = {
  'console.errors.code-wrong':
    'The code does not match, was used or has expired. After 5 attempts you have to wait 15 minutes.',
  'console.errors.invitation-not-valid':
    'This link is not good: it was used, has expired or another one was made. Ask whoever manages the console for one.',
  'console.errors.password-change-needed': 'Before you go on, change the password that you were given.',
  'console.errors.password-link-for-oneself': 'Your own password is changed in My account.',
  'console.errors.password-link-not-valid':
    'This link does not work: it was used, has expired or another one was made. Ask whoever manages the console for one.',
  'console.errors.password-same': 'Choose a password that is not the one you have.',
  'console.errors.password-wrong':
    'The current password does not match. After 5 attempts you have to wait 15 minutes.',
  'console.errors.second-factor-needed': 'Before you go on, turn two-step verification on.',
  'console.errors.second-factor-not-possible':
    'Two-step verification has changed in the meantime. Reload the page and try again.',
  'console.errors.second-factor-refused':
    'The code does not match, was used or has expired. After 5 attempts you have to wait 15 minutes.',
  'console.errors.session-not-found': 'That session had already ended.',
  'console.errors.sign-in-expired': 'It has been long since you typed the password. Start again.',

  'console.sign-in.codeTitle': 'Two-step verification',
  'console.sign-in.codeHow': 'Type the 6-digit code that the app on your phone shows.',
  'console.sign-in.code': 'Code',
  'console.sign-in.useRecovery': 'I do not have the phone: use a recovery code',
  'console.sign-in.recoveryHow': 'Type one of the recovery codes that you kept. It works once.',
  'console.sign-in.recovery': 'Recovery code',
  'console.sign-in.useCode': 'Use the code of the phone',
  'console.sign-in.startAgain': 'Start again',
  'console.sign-in.codeMissing': 'Type the code.',
  'console.sign-in.setUp': 'One step is missing to sign in',
  'console.sign-in.newPasswordTitle': 'Choose your password',
  'console.sign-in.newPasswordHow': 'The one you were given works once. Choose one that only you know.',
  'console.sign-in.secondFactorHow':
    'Your role asks for it: besides the password, each sign-in asks for a code of your phone.',
  'console.sign-in.leave': 'Sign out',
  'console.sign-in.forgot': 'Forgot your password?',
  'console.sign-in.forgotHow': 'Ask whoever manages the console for a link to choose another one.',

  'console.password-link.title': 'Choose a new password',
  'console.password-link.how':
    'When you save it, your open sessions end. If you have two-step verification, it stays on.',
  'console.password-link.submit': 'Save and sign in',
  'console.password-link.notValidHow':
    'It was used, has expired (it lasts 24 hours) or another one was made later. Ask whoever manages the console for a new one.',

  'console.session.ended': 'Your session has ended',
  'console.session.endedHow':
    'What you typed is still here. Sign in again to go on. If somebody else signs in, the page starts anew.',
  'console.session.back': 'You are signed in again. If you were saving something, save it once more.',

  'console.invitation.title': 'You were invited to the console',
  'console.invitation.intro': '{{email}} · {{role}}',
  'console.invitation.how': 'Check your name and choose a password. Afterwards you sign in with that e-mail.',
  'console.invitation.name': 'Your name',
  'console.invitation.nameMissing': 'Type your name.',
  'console.invitation.submit': 'Save and sign in',
  'console.invitation.notValid': 'This link is not good',
  'console.invitation.notValidHow':
    'It was used, has expired (it lasts 72 hours) or another one was made later. Ask whoever manages the console for one.',
  'console.invitation.toSignIn': 'Go to the sign-in',

  'console.account.title': 'My account',
  'console.account.who': '{{email}} · {{role}}',
  'console.account.password': 'Password',
  'console.account.passwordHow':
    'At least 12 characters. Several unrelated words are easy to remember and hard to guess.',
  'console.account.currentPassword': 'Current password',
  'console.account.newPassword': 'New password',
  'console.account.changePassword': 'Change the password',
  'console.account.passwordChanged': 'You changed your password. The other sessions were ended.',
  'console.account.secondFactor': 'Two-step verification',
  'console.account.secondFactorOn': 'On',
  'console.account.secondFactorOff': 'Off',
  'console.account.secondFactorWhy':
    'With it, whoever knows your password cannot sign in without your phone.',
  'console.account.secondFactorStart': 'Turn on',
  'console.account.askPassword': 'Type your password to go on',
  'console.account.continue': 'Go on',
  'console.account.scan': 'Scan this code with the verification app of your phone',
  'console.account.scanAlt': 'QR code for the verification app',
  'console.account.secret': 'If you cannot scan it, type this key into the app',
  'console.account.copySecret': 'Copy the key',
  'console.account.copied': 'Copied',
  'console.account.confirmCode': 'Code that the app shows',
  'console.account.confirm': 'Confirm',
  'console.account.recoveryCodes': 'Recovery codes',
  'console.account.recoveryHow':
    'If you lose the phone, each of them lets you in once. They are only shown here: keep them where nobody else sees them.',
  'console.account.recoveryLeft': 'You have {{count}} recovery codes left.',
  'console.account.recoveryCopy': 'Copy the codes',
  'console.account.recoveryPrint': 'Print',
  'console.account.recoverySaved': 'I have kept them',
  'console.account.recoveryRenew': 'Ask for new codes',
  'console.account.recoveryRenewHow': 'The ones before will not work any more.',
  'console.account.remove': 'Turn off or change the phone',
  'console.account.removeTitle': 'Turn two-step verification off?',
  'console.account.removeHow':
    'The phone and the recovery codes will not work any more. You can turn it on again with another phone.',
  'console.account.removeNeeded': 'Your role asks for it: you will have to turn it on again to go on.',
  'console.account.removeYes': 'Yes, turn off',
  'console.account.removed': 'You turned two-step verification off.',
  'console.account.proofCode': 'Code of the phone or recovery code',
  'console.account.sessions': 'Open sessions',
  'console.account.sessionsHow':
    'A session ends by itself after 8 hours without use or 24 hours after the sign-in.',
  'console.account.device': '{{browser}} on {{system}}',
  'console.account.deviceUnknown': 'Device without a name',
  'console.account.openedAt': 'Signed in',
  'console.account.lastSeenAt': 'Last use',
  'console.account.thisSession': 'This session',
  'console.account.endSession': 'End',
  'console.account.endSessionOf': 'End the session of {{device}}',
  'console.account.sessionEnded': 'You ended that session.',
  'console.account.endOthers': 'End all the others',
  'console.account.othersEnded': 'You ended the other sessions.',
} as const satisfies Record<keyof typeof source, string>;
