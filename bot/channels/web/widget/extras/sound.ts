/**
 * Moves an element with the loudness of a microphone, until `life` ends.
 *
 * Nothing moves for those who asked for little movement.
 */
export function showLevel(stream: MediaStream, meter: HTMLElement, life: AbortSignal): void {
  if (typeof AudioContext !== 'function' || matchMedia('(prefers-reduced-motion: reduce)').matches) {
    return;
  }
  const context = openContext(life);
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const look = () => {
    if (life.aborted) {
      return;
    }
    analyser.getByteTimeDomainData(samples);
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
    meter.style.transform = `scaleX(${Math.min(1, loudest / 90)})`;
    requestAnimationFrame(look);
  };
  look();
}

/** A sound that is played from its beginning, as often as wanted. */
export type Player = {
  /** Resolves when the sound has ended or was stopped; throws when the browser cannot play it. */
  readonly play: () => Promise<void>;
  readonly stop: () => void;
};

/**
 * Plays a file that the page itself has made.
 *
 * Through the audio graph and not an element, because pages that embed the chat forbid media of any address.
 */
export function createPlayer(file: Blob, life: AbortSignal): Player {
  let source: AudioBufferSourceNode | null = null;
  let context: AudioContext | null = null;
  return {
    play: async () => {
      context ??= openContext(life);
      await context.resume();
      const buffer = await context.decodeAudioData(await file.arrayBuffer());
      const node = context.createBufferSource();
      source = node;
      node.buffer = buffer;
      node.connect(context.destination);
      await new Promise((resolve) => {
        node.addEventListener('ended', resolve);
        node.start();
      });
    },
    stop: () => source?.stop(),
  };
}

function openContext(life: AbortSignal): AudioContext {
  const context = new AudioContext();
  life.addEventListener('abort', () => void context.close());
  return context;
}
