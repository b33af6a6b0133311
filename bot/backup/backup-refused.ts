/** Why a backup is not made, not read or not put back. Each has its sentence in `locales`. */
export type BackupRefusal =
  | 'no-target'
  | 'target-not-usable'
  | 'nothing-to-back-up'
  | 'secret-missing'
  | 'secret-not-of-database'
  | 'files-not-of-database'
  | 'passphrase-missing'
  | 'passphrase-twice'
  | 'passphrase-not-readable'
  | 'passphrase-short'
  | 'not-readable'
  | 'not-a-backup'
  | 'unknown-format'
  | 'header-altered'
  | 'wrong-passphrase'
  | 'truncated'
  | 'altered'
  | 'newer-schema'
  | 'other-schema'
  | 'other-secret'
  | 'other-entity'
  | 'place-not-empty'
  | 'erasures-not-readable';

/** What was asked for cannot be done, for a reason that the operator can mend. `detail`: a path or a name, if any. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
  readonly refusal: BackupRefusal;
  readonly detail: string;

  constructor(refusal: BackupRefusal, options: ErrorOptions & { readonly detail?: string } = {}) {
    super(refusal, options);
    this.refusal = refusal;
    this.detail = options.detail ?? '';
  }
}
