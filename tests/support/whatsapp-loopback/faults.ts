import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from './accounts.ts';
import { Turbulence, type TurbulenceCounters, type TurbulenceOptions } from './turbulence.ts';

/** A fault that was switched on; `stop` ends it and may be called twice. */
export type Fault = {
  /** How often it has struck. */
  readonly struck: number;
  readonly stop: () => void;
};

type Rule<Context, Answer> = {
  readonly applies: (context: Context) => boolean;
  readonly answer: Answer;
  left: number;
  struck: number;
};

/** Rules that were declared, oldest first; the first that applies answers. */
class Rules<Context, Answer> {
  #rules: readonly Rule<Context, Answer>[] = [];

  add(applies: (context: Context) => boolean, answer: Answer, times: number): Fault {
    const rule: Rule<Context, Answer> = { applies, answer, left: times, struck: 0 };
    this.#rules = [...this.#rules, rule];
    return {
      get struck() {
        return rule.struck;
      },
      stop: () => {
        this.#rules = this.#rules.filter((other) => other !== rule);
      },
    };
  }

  ask(context: Context): Answer | null {
    const rule = this.#rules.find(({ left, applies }) => left > 0 && applies(context));
    if (!rule) {
      return null;
    }
    rule.left -= 1;
    rule.struck += 1;
    return rule.answer;
  }
}

/** A message as the server sees it: who, to whom, and the sealed stanza. */
export type Crossing = { readonly from: Account; readonly to: Account | null; readonly node: BinaryNode };

type MessageScope = {
  readonly from?: Account;
  readonly to?: Account;
  readonly when?: (crossing: Crossing) => boolean;
  /** How many messages are hit; all by default. */
  readonly times?: number;
};

/** `failure` refuses the login; `stream-error` ends the stream right after it. */
export type LoginAnswer = { readonly kind: 'failure' | 'stream-error'; readonly code: string };

export type MessageAnswer =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'lost' | 'unacked' };

function within(scope: MessageScope): (crossing: Crossing) => boolean {
  return (crossing) =>
    (!scope.from || crossing.from === scope.from) &&
    (!scope.to || crossing.to === scope.to) &&
    (scope.when?.(crossing) ?? true);
}

/** Everything that can be made to go wrong at the server, declared by the test and ended by it. */
export class Faults {
  readonly #messages = new Rules<Crossing, MessageAnswer>();
  readonly #logins = new Rules<Account, LoginAnswer>();
  #turbulences: readonly Turbulence[] = [];
  #isSilent = false;

  /** Drops, doubles, delays or swaps what is delivered to one account. */
  disturb(options: TurbulenceOptions): { readonly counters: TurbulenceCounters; readonly stop: () => void } {
    const turbulence = new Turbulence(options);
    this.#turbulences = [...this.#turbulences, turbulence];
    return {
      counters: turbulence.counters,
      stop: () => {
        this.#turbulences = this.#turbulences.filter((other) => other !== turbulence);
        turbulence.settle();
      },
    };
  }

  /** Answers messages with an error in the ack and delivers none of them; 463 is the restricted account. */
  refuseMessages(scope: MessageScope & { readonly code?: string } = {}): Fault {
    const answer = { kind: 'refused', code: scope.code ?? '463' } as const;
    return this.#messages.add(within(scope), answer, scope.times ?? Number.POSITIVE_INFINITY);
  }

  /** Takes messages without ack and without delivery, as when the server dies with them. */
  loseMessages(scope: MessageScope = {}): Fault {
    return this.#messages.add(within(scope), { kind: 'lost' }, scope.times ?? Number.POSITIVE_INFINITY);
  }

  /** Delivers messages and loses the ack, as when the server dies right after taking them. */
  loseAcks(scope: MessageScope = {}): Fault {
    return this.#messages.add(within(scope), { kind: 'unacked' }, scope.times ?? Number.POSITIVE_INFINITY);
  }

  /** Answers logins of an account (once by default) with the reason 401, 403, 405, 411 or 503. */
  refuseLogin(account: Account, code: number, times = 1): Fault {
    return this.#logins.add((other) => other === account, { kind: 'failure', code: String(code) }, times);
  }

  /** Ends the stream of an account at its login (once by default) with stream error 440, 500, 503 or 515. */
  endStreamAtLogin(account: Account, code: number, times = 1): Fault {
    const answer = { kind: 'stream-error', code: String(code) } as const;
    return this.#logins.add((other) => other === account, answer, times);
  }

  /** The server accepts connections, reads nothing and says nothing. */
  silence(): Fault {
    this.#isSilent = true;
    return {
      struck: 0,
      stop: () => {
        this.#isSilent = false;
      },
    };
  }

  get isSilent(): boolean {
    return this.#isSilent;
  }

  answerToMessage(crossing: Crossing): MessageAnswer | null {
    return this.#messages.ask(crossing);
  }

  answerToLogin(account: Account): LoginAnswer | null {
    return this.#logins.ask(account);
  }

  /** Calls `send` through the bad network in front of the account, if there is one. */
  cross(account: Account, node: BinaryNode, send: () => void): void {
    const turbulence = this.#turbulences.find((other) => other.touches(account, node));
    if (turbulence) {
      turbulence.pass(send);
    } else {
      send();
    }
  }
}
