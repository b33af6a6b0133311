import { Anchor, Text } from '@mantine/core';
import { Icon } from '../frame/icon.tsx';
import { useMay, useSession } from '../session.tsx';
import { t } from '../words.ts';
import { Marks } from './inbox-row.tsx';
import { aboutWords, channelWords, endedWords, ownerWords, phoneWords, reasonWords } from './inbox-words.ts';
import { PersonPanel } from './person-panel.tsx';
import { useServerNow } from './server-now.ts';
import { TalkForm } from './talk-form.tsx';
import type { Talk } from './use-conversation.ts';

/** Who has the conversation, how long the person waits, and what must not be missed. */
export function TalkHead({ talk }: { readonly talk: Talk }) {
  const { staff } = useSession();
  const maySeePeople = useMay('people:read');
  const nowMs = useServerNow(talk.time);
  const { channel, name, phone, owner } = talk;
  const facts = [
    channelWords(channel),
    name === null ? null : phone,
    ownerWords(talk, staff.id),
    endedWords(talk),
    owner === 'assistant' ? null : reasonWords(talk.reason),
    aboutWords(talk),
  ];
  return (
    <div className="talk-head">
      <Text c="dimmed" role="status">
        {facts.filter(Boolean).join(' · ')}
      </Text>
      <div className="inbox-marks">
        <Marks item={talk} nowMs={nowMs} />
        {talk.call !== null && (
          <Anchor href={`tel:+${talk.call}`} underline="always" className="talk-annex">
            <Icon name="phone" /> {t('console.handoff.call', { phone: phoneWords(talk.call) })}
          </Anchor>
        )}
      </div>
      <TalkForm form={talk.form} owner={talk.owner} />
      {maySeePeople && <PersonPanel key={talk.id} personId={talk.personId} talkId={talk.id} />}
    </div>
  );
}
