import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { AuditLineView } from '../../contracts/audit.ts';
import { DateTime } from '../frame/date-time.tsx';
import { TextLink } from '../frame/link.tsx';
import { WideTable } from '../frame/wide-table.tsx';
import { t } from '../words.ts';
import { actionWords, actorWords, fieldWords, kindWords, valueWords } from './audit-words.ts';

/** A change of many values at once is shown in part, unless somebody wants all of it. */
const FIRST_VALUES = 6;

/** Who did what, and what it was before and after. */
export function AuditTable({ lines }: { readonly lines: readonly AuditLineView[] }) {
  return (
    <WideTable
      caption={t('console.audit.caption')}
      heading={[t('console.audit.when'), t('console.audit.what'), t('console.audit.changes')]}
      className="audit-table"
    >
      {lines.map((line) => (
        <Table.Tr key={line.id}>
          <Table.Td>
            <DateTime value={line.at} />
          </Table.Td>
          <Table.Th scope="row" fw={400}>
            <Sentence line={line} />
          </Table.Th>
          <Table.Td>
            <Changes line={line} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function Sentence({ line }: { readonly line: AuditLineView }) {
  const [kind = '', id = ''] = line.subject.split('/');
  return (
    <>
      <Text>
        <strong>{actorWords(line.actor)}</strong> {actionWords(line.action)}
      </Text>
      <Text size="sm" className="audit-subject">
        {kindWords(kind)}:{' '}
        <TextLink to="/auditoria" search={{ sobre: line.subject }} className="audit-link">
          {id}
        </TextLink>
      </Text>
    </>
  );
}

function Changes({ line: { changes } }: { readonly line: AuditLineView }) {
  const [isWhole, setWhole] = useState(false);
  if (changes.length === 0) {
    return <Text c="dimmed">{t('console.audit.noChanges')}</Text>;
  }
  return (
    <>
      <dl className="audit-changes">
        {(isWhole ? changes : changes.slice(0, FIRST_VALUES)).map(({ key, before, after }) => (
          <div key={key}>
            <dt>{fieldWords(key)}</dt>
            <dd>
              {before !== null && (
                <>
                  <VisuallyHidden component="span">{t('console.audit.before')}: </VisuallyHidden>
                  <del>{valueWords(key, before)}</del>
                  <span aria-hidden="true"> → </span>
                </>
              )}
              <VisuallyHidden component="span"> {t('console.audit.after')}: </VisuallyHidden>
              {valueWords(key, after)}
            </dd>
          </div>
        ))}
      </dl>
      {changes.length > FIRST_VALUES && !isWhole && (
        <Button variant="subtle" px={0} onClick={() => setWhole(true)}>
          {t('console.audit.showAll', { count: changes.length })}
        </Button>
      )}
    </>
  );
}
