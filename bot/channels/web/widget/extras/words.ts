import type { Extras } from '../extras-face.ts';
import type { MapData } from './projection.ts';

/** The fixed words of the extras, by the names that the server gives them. */
export type WordKey =
  | 'cancel'
  | 'codeCopied'
  | 'codeCopy'
  | 'codeCopyFailed'
  | 'codeHow'
  | 'codeName'
  | 'codeOpen'
  | 'codeOpenLink'
  | 'codePicture'
  | 'codeUntil'
  | 'mapCorrect'
  | 'mapEast'
  | 'mapHelp'
  | 'mapIn'
  | 'mapMove'
  | 'mapName'
  | 'mapNear'
  | 'mapNorth'
  | 'mapOut'
  | 'mapOutside'
  | 'mapPoint'
  | 'mapSouth'
  | 'mapUnmoved'
  | 'mapWest'
  | 'placeAsking'
  | 'placeFailed'
  | 'placeFirst'
  | 'placeFound'
  | 'placeInsecure'
  | 'placeOnMap'
  | 'placeRefused'
  | 'placeSend'
  | 'placeUse'
  | 'placeWrite'
  | 'retry'
  | 'voiceAgain'
  | 'voiceAsk'
  | 'voiceBusy'
  | 'voiceEmpty'
  | 'voiceFull'
  | 'voiceInsecure'
  | 'voiceLeft'
  | 'voiceListen'
  | 'voiceMissing'
  | 'voiceNoSound'
  | 'voiceReady'
  | 'voiceRecording'
  | 'voiceRefused'
  | 'voiceSend'
  | 'voiceStop'
  | 'voiceTime'
  | 'voiceUnsupported'
  | 'write';

type Loaded = { readonly words: Readonly<Record<WordKey, string>>; readonly map: MapData | null };

let loaded: Loaded | null = null;

/** Brings the words and the map once; a failure may be tried again. */
export const load: Extras['load'] = async (wordsAddress) => {
  if (loaded) {
    return;
  }
  const response = await fetch(wordsAddress, { credentials: 'omit' });
  if (!response.ok) {
    throw new Error(`the words of the extras did not come: ${response.status}`);
  }
  loaded = (await response.json()) as Loaded;
};

/** A sentence, with what belongs between its braces. */
export function say(key: WordKey, values: Readonly<Record<string, string | number>> = {}): string {
  const sentence = loaded?.words[key] ?? '';
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** The map of the entity, or null when it has none. */
export function entityMap(): MapData | null {
  return loaded?.map ?? null;
}
