import './wide-table.css';
import { Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = {
  /** What it lists; said to who cannot see it, and the name of its frame. */
  readonly caption: string;
  readonly heading: readonly string[];
  /** Keeps its height bounded. */
  readonly isShort?: boolean;
  readonly className?: string;
  /** The rows. */
  readonly children: ReactNode;
};

/** A table that scrolls sideways by itself where it is wider than the screen, by keyboard too. */
export function WideTable({ caption, heading, isShort = false, className, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1, 2.1.1).
    <section className={isShort ? 'wide-table short' : 'wide-table'} aria-label={caption} tabIndex={0}>
      <Table verticalSpacing="sm" {...(className !== undefined && { className })}>
        <Table.Caption p={0} m={0}>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {heading.map((words) => (
              <Table.Th key={words} scope="col">
                {words}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </section>
  );
}
