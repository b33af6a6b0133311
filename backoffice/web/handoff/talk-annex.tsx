import { Anchor } from '@mantine/core';
import type { InboxLineView } from '../../contracts/handoff.ts';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';

type Annex = InboxLineView['annexes'][number];

/** A file of the conversation: pictures are seen and sound is heard where they stand, and anything can be saved. */
export function TalkAnnex({ annex, talkId }: { readonly annex: Annex; readonly talkId: string }) {
  const { fileId, name } = annex;
  const address = `/api/v1/conversations/${talkId}/files/${fileId}`;
  return (
    <div className="talk-file">
      <Shown annex={annex} address={address} />
      <Anchor className="talk-annex" href={address} download={name} underline="always">
        <Icon name="download" /> {t('console.annexes.download', { name })}
      </Anchor>
    </div>
  );
}

function Shown({ annex, address }: { readonly annex: Annex; readonly address: string }) {
  const [family] = annex.mimeType.split('/');
  switch (family) {
    case 'image':
      return <img src={address} alt={t('console.handoff.picture', annex)} loading="lazy" />;
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: what a person says to us has no words written by anybody.
      return <audio src={address} controls preload="none" aria-label={t('console.handoff.sound', annex)} />;
    case 'video':
      // biome-ignore lint/a11y/useMediaCaption: what a person sends us has no words written by anybody.
      return <video src={address} controls preload="none" aria-label={t('console.handoff.video', annex)} />;
    default:
      return null;
  }
}
