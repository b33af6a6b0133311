/** Somebody opened a screen that their role does not include. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}
