import { Link } from '@tanstack/react-router';
import { listNavigation } from '../navigation.ts';
import { useSession } from '../session.tsx';
import { t } from '../words.ts';
import { Icon } from './icon.tsx';

type Props = {
  /** Called when somebody goes somewhere, so that a drawer can close. */
  readonly onGo?: () => void;
};

/** The screens that this colleague may open, by section. */
export function Navigation({ onGo }: Props) {
  const { permissions } = useSession();
  return listNavigation(permissions).map(({ section, entries }) => (
    <div key={section} className="nav-section">
      <h2 className="nav-heading">{t(`console.frame.section.${section}`)}</h2>
      <ul>
        {entries.map(({ path, title, icon }) => (
          <li key={path}>
            <Link to={path} className="nav-link" onClick={onGo}>
              <Icon name={icon} />
              <span>{t(title)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}
