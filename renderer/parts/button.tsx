import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

type Look = 'plain' | 'primary' | 'danger' | 'quiet' | 'link';

interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: Look;
  readonly icon?: LucideIcon;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A push button with words, an icon, or both. One with an icon alone needs an `aria-label`. */
export function Button({ look = 'plain', icon: Icon, children, ...rest }: Props) {
  const isIconOnly = children === undefined;
  return (
    <AriaButton {...rest} className={`button button-${look}${isIconOnly ? ' button-icon-only' : ''}`}>
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </AriaButton>
  );
}
