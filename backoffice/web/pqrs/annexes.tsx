import { Anchor, Text } from '@mantine/core';
import type { PqrsDetail } from '../../contracts/pqrs.ts';
import { Card } from '../frame/card.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';

type Annex = PqrsDetail['annexes'][number];

const KILOBYTE = 1024;

/** The files that came with a PQRS; they are downloaded, never shown in the page. */
export function Annexes({ detail: { radicado, annexes } }: { readonly detail: PqrsDetail }) {
  return (
    <Card title={t('console.annexes.title')}>
      {annexes.length === 0 ? (
        <Text>{t('console.annexes.none')}</Text>
      ) : (
        <ul className="annexes">
          {annexes.map((annex) => (
            <li key={annex.fileId}>
              {annex.reserved ? t('console.reserved') : <Open annex={annex} radicado={radicado} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Open({ annex, radicado }: { readonly annex: Annex; readonly radicado: string }) {
  const name = annex.name ?? '';
  const why = whyNot(annex);
  return (
    <>
      {annex.status === 'ready' ? (
        <Anchor
          className="annex"
          href={`/api/v1/pqrs/${radicado}/annexes/${annex.fileId}`}
          download={name}
          underline="always"
        >
          <Icon name="download" /> {t('console.annexes.download', { name })}
        </Anchor>
      ) : (
        <Text>{name}</Text>
      )}
      {why !== null && <Text>{why}</Text>}
      <Text c="dimmed" size="sm">
        {t('console.annexes.size', { type: annex.mimeType, size: bytesWords(annex.bytes) })}
      </Text>
    </>
  );
}

/** Why a file cannot be opened, or not yet; null when it can. */
function whyNot({ status, rejection }: Annex): string | null {
  if (rejection !== null) {
    return t(`console.rejection.${rejection}`);
  }
  return status === 'ready' ? null : t(`console.annexes.${status}`);
}

/** A size for people: '340 kB', '1,2 MB'. */
function bytesWords(bytes: number): string {
  const kilobytes = bytes / KILOBYTE;
  return kilobytes < KILOBYTE
    ? `${Math.max(1, Math.round(kilobytes))} kB`
    : `${(kilobytes / KILOBYTE).toFixed(1).replace('.', ',')} MB`;
}
