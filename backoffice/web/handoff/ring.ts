const NOTE_SECONDS = 0.18;
const LOUDNESS = 0.12;
/** Two notes that rise. */
const NOTES_HZ = [660, 880] as const;

/** Makes a short sound. A browser that has none, or that nobody has touched yet, stays silent. */
export function ring(): void {
  try {
    play(new AudioContext());
  } catch {
    // Nobody misses a message by it: it stands in the list.
  }
}

function play(audio: AudioContext): void {
  const loudness = audio.createGain();
  loudness.gain.value = LOUDNESS;
  loudness.connect(audio.destination);
  for (const [index, frequency] of NOTES_HZ.entries()) {
    const note = audio.createOscillator();
    note.frequency.value = frequency;
    note.connect(loudness);
    note.start(audio.currentTime + index * NOTE_SECONDS);
    note.stop(audio.currentTime + (index + 1) * NOTE_SECONDS);
    if (index === NOTES_HZ.length - 1) {
      note.onended = () => void audio.close();
    }
  }
}
