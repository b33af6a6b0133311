import { storedSession } from '../api.ts';
import type { ContinuationOffer } from '../extras-face.ts';
import { Refusal, request } from '../request.ts';
import { type KioskConfig, partOf } from './config.ts';

const DIRECT_LINE = '/v3/directline';

type Token = { readonly token: string };

/** The way from the machine to the person's own telephone: a picture to be read by its camera. */
export class Phone {
  readonly #dialog = partOf<HTMLDialogElement>('phone');
  readonly #state = partOf('phone-state');
  readonly #offer = partOf('offer');
  readonly #done = partOf('done');
  readonly #again = partOf('again');
  readonly #qr = partOf<HTMLImageElement>('qr');
  readonly #address = partOf('address');
  readonly #words: KioskConfig['words'];
  /** Which opening an answer belongs to: a late one must not show one person's code to another. */
  #opening = 0;

  constructor({ words }: KioskConfig, onDone: () => void) {
    this.#words = words;
    this.#done.addEventListener('click', onDone);
    this.#again.addEventListener('click', () => void this.#ask());
    partOf('back').addEventListener('click', () => this.close());
    this.#dialog.addEventListener('close', () => this.#empty());
  }

  open(): void {
    this.#dialog.showModal();
    partOf('phone-title').focus();
    void this.#ask();
  }

  close(): void {
    this.#dialog.close();
    this.#empty();
  }

  async #ask(): Promise<void> {
    this.#empty();
    this.#state.textContent = this.#words.waiting;
    const opening = this.#opening;
    const offer = await askOffer().catch(() => null);
    if (opening !== this.#opening) {
      return;
    }
    this.#state.textContent = offer ? '' : this.#words.failed;
    this.#again.hidden = offer !== null;
    if (offer) {
      this.#show(offer);
    }
  }

  #show({ link, qr }: ContinuationOffer): void {
    this.#qr.src = qr;
    this.#address.textContent = link;
    this.#offer.hidden = false;
    this.#done.hidden = false;
  }

  #empty(): void {
    this.#opening++;
    this.#qr.removeAttribute('src');
    this.#address.textContent = '';
    this.#state.textContent = '';
    for (const part of [this.#offer, this.#done, this.#again]) {
      part.hidden = true;
    }
  }
}

/** Asks with the widget's token; with a younger one when that has grown old while the person read. */
async function askOffer(): Promise<ContinuationOffer> {
  const session = storedSession();
  if (!session) {
    throw new Error('no conversation yet');
  }
  const address = `${DIRECT_LINE}/conversations/${session.conversationId}/continuation`;
  const ask = (token: string) =>
    request<ContinuationOffer>(address, { method: 'POST', body: '{"to":"web"}', token });
  try {
    return await ask(session.token);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 403) {
      throw error;
    }
    const { token } = session;
    const younger = await request<Token>(`${DIRECT_LINE}/tokens/refresh`, { method: 'POST', token });
    return ask(younger.token);
  }
}
