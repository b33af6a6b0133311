import type { admin as source } from '../es-co/admin.ts';

/** The same sentences in English. */
export const admin: Record<keyof typeof source, string> = {
  'admin.usage':
    'Usage: npm run admin -- create --email EMAIL --name NAME --role ROLE\n\nCreates a colleague and shows the password once.\n\nRoles: {{roles}}',
  'admin.missing': '--{{option}} is missing.',
  'admin.notValid': 'What follows --{{option}} is not valid.',
  'admin.unknownOption': 'I did not recognise what you wrote.',
  'admin.created': 'Done: {{name}} can enter the console with {{email}} and the role {{role}}.',
  'admin.password':
    'Password: {{password}}\nIt is shown only this once. Hand it over in person or by a safe way.',
  'admin.emailTaken': 'Somebody with that e-mail is already there. Nothing was changed.',
  'admin.failed': 'I could not open the database: {{reason}}',
};
