/** What browsers can write and the server takes, the best for a voice first. */
const TYPES = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'];
const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/ogg': 'ogg',
  'audio/webm': 'webm',
  'audio/mp4': 'm4a',
};
/** Clear for a voice, and 3 minutes of it weigh 540 kB. */
const BITS_PER_SECOND = 24_000;
const NAME = 'nota-de-voz';

/** A recording that runs. */
export type Recording = {
  readonly stop: () => void;
  /** The file once it is stopped, by us or because the microphone went away; null when nothing was heard. */
  readonly file: Promise<File | null>;
};

/** Why there is no microphone. */
export type Refusal = 'refused' | 'missing' | 'busy';

/** Opens the microphone until `life` ends. Throws what `toRefusal` reads. */
export async function openMicrophone(life: AbortSignal): Promise<MediaStream> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const release = () => {
    for (const track of stream.getTracks()) {
      track.stop();
    }
  };
  if (life.aborted) {
    release();
  }
  life.addEventListener('abort', release);
  return stream;
}

export function toRefusal(error: unknown): Refusal {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return 'refused';
  }
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy';
}

/** Writes down what a microphone hears. */
export function record(stream: MediaStream): Recording {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, {
    audioBitsPerSecond: BITS_PER_SECOND,
    ...(mimeType ? { mimeType } : {}),
  });
  const pieces: Blob[] = [];
  const file = new Promise<File | null>((resolve) => {
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
    recorder.addEventListener('stop', () => resolve(toFile(pieces, recorder.mimeType)));
  });
  recorder.start();
  return {
    file,
    stop: () => {
      if (recorder.state !== 'inactive') {
        recorder.stop();
      }
    },
  };
}

function toFile(pieces: readonly Blob[], written: string): File | null {
  const [type = ''] = written.split(';');
  const file = new File([...pieces], `${NAME}.${EXTENSIONS[type] ?? 'webm'}`, { type });
  return file.size > 0 ? file : null;
}
