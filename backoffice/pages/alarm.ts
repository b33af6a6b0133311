import type { Translate } from '../../locales/translate.ts';
import type { ChannelTrouble } from '../channels/channel-troubles.ts';
import { type Html, html } from './html.ts';

type Alarm = {
  readonly t: Translate;
  readonly troubles: readonly ChannelTrouble[];
  /** The page that tells more of it. */
  readonly href: string;
};

/** Nobody may go on working without knowing that citizens get no answer, or get nothing that they did not ask for. */
export function renderAlarm({ t, troubles, href }: Alarm): Html | null {
  if (troubles.length === 0) {
    return null;
  }
  return html`<div class="problem" role="alert">
<p><strong>${t('console.channels.alarmTitle')}</strong></p>
<ul>${troubles.map((trouble) => html`<li>${wordsOf(trouble, t)}</li>`)}</ul>
<p><a href="${href}">${t('console.channels.alarmMore')}</a></p>
</div>`;
}

function wordsOf(trouble: ChannelTrouble, t: Translate): string {
  const [what, why] =
    trouble.kind === 'sending'
      ? [t(`whatsapp.stopped.${trouble.scope}`), trouble.reason && t(`sending.stop.${trouble.reason}`)]
      : [
          t(`console.channels.alarm.${trouble.state}`),
          trouble.reason && t(`whatsapp.reason.${trouble.reason}`),
        ];
  return why === null ? what : `${what} ${why}`;
}
