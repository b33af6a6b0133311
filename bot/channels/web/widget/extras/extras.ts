/** What the chat brings only when somebody needs it: the face is `Extras` in extras-face.ts. */

export { showContinuation } from './continuation.ts';
export { preparePhoto } from './photo.ts';
export { choosePlace } from './place-sheet.ts';
export { recordVoice } from './voice.ts';
export { load } from './words.ts';
