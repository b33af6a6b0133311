import { fill, make, makeButton } from '../dom.ts';
import type { Extras } from '../extras-face.ts';
import { openMicrophone, record, toRefusal } from './recorder.ts';
import { createPlayer, type Player, showLevel } from './sound.ts';
import { type Answer, askOn } from './surface.ts';
import { say, type WordKey } from './words.ts';

const MAX_SECONDS = 180;
const WARNING_SECONDS = 15;
const TICK_MS = 250;

const REFUSALS = { refused: 'voiceRefused', missing: 'voiceMissing', busy: 'voiceBusy' } as const;

/** Records a voice note; the microphone is let go whatever happens. */
export const recordVoice: Extras['recordVoice'] = (surface) =>
  askOn<File>(surface, (answer, life) => {
    const sheet = new VoiceSheet(answer, life);
    surface.host.append(sheet.element);
    void sheet.start();
  });

class VoiceSheet {
  readonly #status = make('p', { role: 'status', class: 'x-status' });
  readonly #body = make('div', {});
  readonly element = make('div', { class: 'x' }, this.#status, this.#body);
  readonly #answer: Answer<File>;
  readonly #life: AbortSignal;

  constructor(answer: Answer<File>, life: AbortSignal) {
    this.#answer = answer;
    this.#life = life;
  }

  async start(): Promise<void> {
    const hindrance = findHindrance();
    if (hindrance) {
      this.#giveUp(hindrance);
      return;
    }
    this.#show(say('voiceAsk'), [this.#cancelButton()]);
    const take = new AbortController();
    const end = () => take.abort();
    this.#life.addEventListener('abort', end);
    try {
      const stream = await openMicrophone(take.signal);
      const note = await this.#record(stream, take.signal);
      end();
      this.#review(note);
    } catch (error) {
      this.#giveUp(REFUSALS[toRefusal(error)], true);
    } finally {
      end();
      this.#life.removeEventListener('abort', end);
    }
  }

  /** Resolves with what was recorded when the person stops or the time is over. */
  async #record(stream: MediaStream, take: AbortSignal): Promise<Note> {
    const recording = record(stream);
    const time = make('p', { class: 'x-time', role: 'timer', 'aria-label': say('voiceTime') });
    const meter = make('i', { class: 'x-level' });
    const startedAt = performance.now();
    let seconds = 0;
    const tick = () => {
      seconds = Math.min(MAX_SECONDS, (performance.now() - startedAt) / 1000);
      time.textContent = `${toClock(seconds)} / ${toClock(MAX_SECONDS)}`;
      if (seconds >= MAX_SECONDS) {
        recording.stop();
      } else if (seconds >= MAX_SECONDS - WARNING_SECONDS) {
        this.#tell(say('voiceLeft', { seconds: WARNING_SECONDS }));
      }
    };
    const ticking = setInterval(tick, TICK_MS);
    take.addEventListener('abort', () => clearInterval(ticking));
    showLevel(stream, meter, take);
    tick();
    const stop = makeButton(say('voiceStop'), recording.stop, { class: 'x-main' });
    this.#show(say('voiceRecording'), [stop, this.#cancelButton()], [time, make('p', {}, meter)]);
    const file = await recording.file;
    return { file, seconds };
  }

  #review({ file, seconds }: Note): void {
    if (this.#life.aborted) {
      return;
    }
    if (!file) {
      this.#giveUp('voiceEmpty', true);
      return;
    }
    const player = createPlayer(file, this.#life);
    const again = () => {
      player.stop();
      void this.start();
    };
    const key = seconds >= MAX_SECONDS ? 'voiceFull' : 'voiceReady';
    this.#show(say(key, { length: toClock(Math.ceil(seconds)) }), [
      makeButton(say('voiceSend'), () => this.#answer(file), { class: 'x-main' }),
      this.#listenButton(player),
      makeButton(say('voiceAgain'), again),
      this.#cancelButton(),
    ]);
  }

  #listenButton(player: Player): HTMLElement {
    let isPlaying = false;
    const button = makeButton(say('voiceListen'), async () => {
      if (isPlaying) {
        player.stop();
        return;
      }
      isPlaying = true;
      button.textContent = say('voiceStop');
      await player.play().catch(() => this.#tell(say('voiceNoSound')));
      isPlaying = false;
      button.textContent = say('voiceListen');
    });
    return button;
  }

  #giveUp(reason: WordKey, canRetry = false): void {
    if (this.#life.aborted) {
      return;
    }
    const again = canRetry ? [makeButton(say('retry'), () => void this.start())] : [];
    this.#show(say(reason), [makeButton(say('write'), () => this.#answer(null)), ...again]);
  }

  #cancelButton(): HTMLElement {
    return makeButton(say('cancel'), () => this.#answer(null));
  }

  /** The buttons of a step take the place of the last one's, and the focus with it. */
  #show(text: string, buttons: readonly HTMLElement[], above: readonly HTMLElement[] = []): void {
    this.#tell(text);
    fill(this.#body, ...above, make('div', { class: 'x-actions' }, ...buttons));
    buttons[0]?.focus();
  }

  /** Said once: the same words again would interrupt for nothing. */
  #tell(text: string): void {
    if (this.#status.textContent !== text) {
      this.#status.textContent = text;
    }
  }
}

type Note = { readonly file: File | null; readonly seconds: number };

function findHindrance(): WordKey | null {
  if (!isSecureContext) {
    return 'voiceInsecure';
  }
  const canRecord = typeof MediaRecorder === 'function' && navigator.mediaDevices;
  return canRecord ? null : 'voiceUnsupported';
}

function toClock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
