import { Box, Group, Text, Title } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useEntity } from '../entity.ts';
import { t } from '../words.ts';
import { isArrival } from './arrival.ts';

type Props = {
  /** The one heading of the first level, and the title of the window. */
  readonly title: string;
  readonly description?: ReactNode;
  /** Beside the title; below it on a phone. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
};

/** A screen with its heading. Whoever comes from another screen lands on the heading, as on a page that loads. */
export function Page({ title, description, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Where one has arrived, not where one is going: the screen before this one is still shown on the way.
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname ?? null });
  useWindowTitle(title);
  useLayoutEffect(() => {
    if (pathname !== null && isArrival(pathname)) {
      heading.current?.focus();
    }
  }, [pathname]);
  return (
    <Box className="page">
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <Box className="page-heading">
          <Title order={1} size="h2" ref={heading} tabIndex={-1}>
            {title}
          </Title>
          {description !== undefined && (
            <Text c="dimmed" mt={4} component="div">
              {description}
            </Text>
          )}
        </Box>
        {actions !== undefined && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

function useWindowTitle(title: string): void {
  const { name } = useEntity();
  useEffect(() => {
    document.title = [...new Set([title, t('console.title'), name])].join(' · ');
  }, [title, name]);
}
