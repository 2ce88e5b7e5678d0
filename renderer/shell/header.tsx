import { ShieldCheck } from 'lucide-react';
import { text } from '../text/en.ts';
import { NoticesButton } from './notices-button.tsx';
import { SearchButton } from './search-button.tsx';

export function Header() {
  return (
    <header className="header" data-region tabIndex={-1} aria-label={text.shell.header}>
      <span className="product">
        <ShieldCheck size={18} aria-hidden />
        {text.shell.product}
      </span>
      <div className="header-tools">
        <SearchButton />
        <NoticesButton />
      </div>
    </header>
  );
}
