import type { backup as source } from '../es-co/backup.ts';

/** The same sentences in English. */
export const backup: Record<keyof typeof source, string> = {
  'backup.usage':
    'Usage: npm run backup -- --to FOLDER\n       npm run backup -- --check FILE\n\nMakes an encrypted backup of the database, the files and the secret, or checks one that was made.\nThe passphrase goes into BACKUP_PASSPHRASE or BACKUP_PASSPHRASE_FILE, never into the command.',
  'backup.unknownOption': 'I did not recognise what you wrote.',
  'backup.made':
    'Done: {{path}}\n{{megabytes}} MB: {{rows}} rows and {{files}} files. I read all of it and it is sound.',
  'backup.missingFiles':
    'Mind: {{count}} files that the database names are missing. They were missing in the folder before this backup.',
  'backup.checked': 'The backup is whole and sound: {{rows}} rows and {{files}} files.',
  'backup.failed': 'I could not make the backup: {{reason}}',
  'backup.failedWorld': 'the machine, the disk or the database failed ({{code}}).',
  'restore.usage':
    'Usage: npm run restore -- --from FILE [--erasures FILE]\n       npm run restore -- --resume\n\nRestores a backup into an empty place, paused. Then --resume lets the sending go on.\nThe passphrase goes into BACKUP_PASSPHRASE or BACKUP_PASSPHRASE_FILE, never into the command.',
  'restore.done':
    'Done: I restored the backup of {{takenAt}}: {{rows}} rows and {{files}} files.\n{{erased}} people who asked for it after the backup were erased again.',
  'restore.next':
    'Vecino will start PAUSED: nothing leaves on any channel.\n1. Turn off the former installation if it still exists: both cannot run.\n2. Start Vecino (npm start) and check that everything is there.\n3. Link WhatsApp again: the former session is not restored.\n4. Let the sending go on: in the console, in Channels, or with npm run restore -- --resume.',
  'restore.resumed': 'Done: sending goes on. What was waiting when the backup was made is not sent.',
  'restore.notPaused': 'Nothing is paused. I changed nothing.',
  'restore.failed': 'I restored nothing: {{reason}}',
  'restore.resumeFailed': 'I could not resume: {{reason}}',
  'seedDemo.usage':
    'Usage: npm run seed:demo [-- --pqrs COUNT]\n\nFills an installation without PQRS with invented data, to show it and to learn.',
  'seedDemo.notEmpty': 'There are PQRS here. Demo data is never mixed with real data. I changed nothing.',
  'seedDemo.done':
    'Done: {{pqrs}} PQRS of {{people}} invented people, with invented telephones (300 000 xxxx).',
  'seedDemo.staff': 'Demo accounts, each with its password, shown once:',
  'seedDemo.failed': 'I could not put the demo data in: {{reason}}',
  'backup.refused.no-target': '--to FOLDER is missing, or the setting BACKUP_DIR.',
  'backup.refused.target-not-usable':
    'I cannot write into the folder {{detail}}. It must exist and belong to the user who makes the backup.',
  'backup.refused.nothing-to-back-up': 'there is no installation of Vecino in {{detail}}.',
  'backup.refused.secret-missing':
    'the secret of the installation is missing ({{detail}}). Without it the backup would be useless. Put it back or set APP_SECRET.',
  'backup.refused.secret-not-of-database': 'the secret is not that of this database.',
  'backup.refused.files-not-of-database': 'the folder {{detail}} is not that of the files of this database.',
  'backup.refused.passphrase-missing':
    'the passphrase is missing: set BACKUP_PASSPHRASE or BACKUP_PASSPHRASE_FILE.',
  'backup.refused.passphrase-twice': 'the passphrase stands in two settings. Leave one.',
  'backup.refused.passphrase-not-readable': 'I cannot read the file of the passphrase: {{detail}}',
  'backup.refused.passphrase-short':
    'the passphrase is short. Use 16 characters or more, for example four words by chance.',
  'backup.refused.not-readable': 'I cannot read the file {{detail}}',
  'backup.refused.not-a-backup': 'that file is no backup of Vecino.',
  'backup.refused.unknown-format': 'the backup has a format that this version does not know. Update Vecino.',
  'backup.refused.header-altered': 'the beginning of the backup is damaged or altered.',
  'backup.refused.wrong-passphrase': 'the passphrase is not that of this backup.',
  'backup.refused.truncated': 'the backup is cut: its end is missing. Fetch the file again.',
  'backup.refused.altered': 'the backup is damaged or altered. Do not use it.',
  'backup.refused.newer-schema': 'the backup is of a newer version of Vecino. Update Vecino and repeat.',
  'backup.refused.other-schema': 'the backup is of a version of Vecino that does not lead to this one.',
  'backup.refused.other-secret':
    'APP_SECRET is not the secret of the backup. Remove that setting or set that of the backup.',
  'backup.refused.other-entity': 'the backup is of another company. Set ENTITY={{detail}} and repeat.',
  'backup.refused.place-not-empty':
    'the place is not empty: {{detail}}. A backup is only restored where there is nothing, so that nothing is covered.',
  'backup.refused.erasures-not-readable':
    'the list of erasures cannot be read: {{detail}}. Without it people who asked to be erased would come back.',
};
