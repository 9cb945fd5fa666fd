import { Content } from '@patternfly/react-core';
import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import type { Shapes } from '../api/client';
import { When } from '../shared/When';

interface Found {
  segment: string;
  at: string;
  memberSince?: string;
  nextChange?: string;
  verdict: Shapes['SegmentVerdict'];
}

/** Why a person is in a segment or not: each condition, whether it holds, and what was asked about. */
export function Verdict({ found }: { found: Found }) {
  return (
    <>
      <Content>
        <p>
          <strong>{found.verdict.holds ? 'In' : 'Not in'}</strong> {found.segment}, judged <When at={found.at} />
          {found.memberSince && (
            <>
              ; a member since <When at={found.memberSince} exact />
            </>
          )}
          .{' '}
          {found.nextChange && (
            <>
              Time alone changes nothing before <When at={found.nextChange} exact />.
            </>
          )}
        </p>
      </Content>
      <ul className="serai-verdict">
        <Part part={found.verdict} />
      </ul>
    </>
  );
}

/** A whole that only joins its parts says how, for the parts say the rest. */
const heading = ({ condition, parts }: Shapes['SegmentVerdict']): string =>
  parts.length === 0 ? condition : (/^\{(all|any|not)\b/.exec(condition)?.[1] ?? condition);

function Part({ part }: { part: Shapes['SegmentVerdict'] }) {
  return (
    <li>
      <span className={part.holds ? 'serai-holds' : 'serai-fails'}>
        {part.holds ? <CheckIcon /> : <TimesIcon />} {part.holds ? 'holds' : 'does not hold'}
      </span>{' '}
      <code className="serai-breakable">{heading(part)}</code>
      {part.value !== undefined && (
        <>
          {' '}
          · here it is <strong>{part.value}</strong>
        </>
      )}
      {part.parts.length > 0 && (
        <ul className="serai-verdict">
          {part.parts.map((inner, at) => (
            <Part key={at} part={inner} />
          ))}
        </ul>
      )}
    </li>
  );
}
