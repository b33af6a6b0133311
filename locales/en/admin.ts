import type { admin as source } from '../es-co/admin.ts';

/** The same sentences in English. */
export const admin: Record<keyof typeof source, string> = {
  'admin.usage':
    'Usage: npm run admin -- create --email EMAIL --name NAME --role ROLE\n\nCreates a colleague and shows the password once.\n\nRoles: {{roles}}\n\nUsage: npm run admin -- reset-second-factor --email EMAIL\n\nTakes two-step verification away from whoever lost the phone and the recovery codes.\n\nUsage: npm run admin -- reset-password --email EMAIL\n\nGives whoever forgot the password another one, shows it once and ends their sessions.',
  'admin.missing': '--{{option}} is missing.',
  'admin.notValid': 'What follows --{{option}} is not valid.',
  'admin.unknownOption': 'I did not recognise what you wrote.',
  'admin.created': 'Done: {{name}} can enter the console with {{email}} and the role {{role}}.',
  'admin.password':
    'Password: {{password}}\nIt is shown only this once. Hand it over in person or by a safe way.\nAt the first sign-in the console asks for another one.',
  'admin.emailTaken': 'Somebody with that e-mail is already there. Nothing was changed.',
  'admin.passwordReset': 'Done: {{name}} ({{email}}) has another password and their sessions have ended.',
  'admin.notActive':
    'That person has no active account: it is deactivated, or the invitation was not used yet. Nothing was changed.',
  'admin.nobody': 'Nobody has that e-mail. Nothing was changed.',
  'admin.secondFactorReset':
    'Done: two-step verification of {{name}} ({{email}}) is off, and their sessions have ended.',
  'admin.failed': 'I could not open the database: {{reason}}',
};
