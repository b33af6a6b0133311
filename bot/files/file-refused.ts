import type { FileRejection } from '../../domain/messages/file-store.ts';

/** A file that will not be taken however often it is fetched. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly rejection: FileRejection;

  constructor(rejection: FileRejection, options?: ErrorOptions) {
    super(rejection, options);
    this.rejection = rejection;
  }
}
