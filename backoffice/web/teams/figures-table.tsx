import { Table, VisuallyHidden } from '@mantine/core';
import type { FigureRowView, FiguresView } from '../../contracts/teams.ts';
import { WideTable } from '../frame/wide-table.tsx';
import { t } from '../words.ts';
import { onTimeWords, ratingWords, secondsWords, sinceWords } from './figure-words.ts';
import { PresenceDot } from './presence-dot.tsx';

type Props = Pick<FiguresView, 'now'> & {
  readonly caption: string;
  readonly rows: readonly FigureRowView[];
};

/** A row for each team or colleague. What there is nothing of is a dash, said as "no data". */
export function FiguresTable({ caption, rows, now }: Props) {
  const heading = [
    t('console.figures.name'),
    t('console.figures.waiting'),
    t('console.figures.oldest'),
    t('console.figures.median'),
    t('console.figures.p90'),
    t('console.figures.onTime'),
    t('console.figures.answered'),
    t('console.figures.givenBack'),
    t('console.figures.ended'),
    t('console.figures.rating'),
  ];
  return (
    <WideTable caption={caption} heading={heading} className="figures-table">
      {rows.map((row) => (
        <Table.Tr key={row.id ?? ''}>
          <Table.Th scope="row">
            <Name row={row} />
          </Table.Th>
          <Table.Td>{row.waiting}</Table.Td>
          <Figure words={sinceWords(row.oldestSince, now)} />
          <Figure words={secondsWords(row.medianSeconds)} />
          <Figure words={secondsWords(row.p90Seconds)} />
          <Figure words={onTimeWords(row)} />
          <Table.Td>{row.answered}</Table.Td>
          <Table.Td>{row.givenBack}</Table.Td>
          <Table.Td>{row.ended}</Table.Td>
          <Figure words={ratingWords(row)} />
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function Name({ row: { name, presence } }: { readonly row: FigureRowView }) {
  return (
    <>
      {presence !== null && <PresenceDot presence={presence} />}
      {name ?? t('console.figures.nobody')}
      {presence !== null && ` (${t(`console.presence.${presence}`)})`}
    </>
  );
}

function Figure({ words }: { readonly words: string | null }) {
  return (
    <Table.Td>
      {words ?? (
        <>
          <span aria-hidden="true">{t('console.figures.none')}</span>
          <VisuallyHidden>{t('console.figures.noneWords')}</VisuallyHidden>
        </>
      )}
    </Table.Td>
  );
}
