import { Link } from 'wouter';
import { PageFrame } from '../parts/page-frame.tsx';
import { START_PATH } from '../routes.ts';
import { text } from '../text/en.ts';

export function NotFoundPage() {
  return (
    <PageFrame title={text.shell.notFound} lead={text.shell.notFoundLead}>
      <p>
        <Link href={START_PATH}>{text.shell.pages.smtpAuthentication}</Link>
      </p>
    </PageFrame>
  );
}
