import { Content } from '@patternfly/react-core';
import { lazy, Suspense } from 'react';
import { Answer } from '../shared/Answer';
import { useDefinition } from '../definition/definitions';

/** In words, which needs the reader of YAML. */
const InWords = lazy(() => import('../builder/InWords'));

/** How a segment is defined, and where that stands. */
export function DefinitionTab({ name }: { name: string }) {
  const definition = useDefinition('segments', name);
  return (
    <Answer query={definition}>
      {({ yaml, file }) => (
        <div className="serai-parts">
          <Suspense fallback={null}>
            <InWords yaml={yaml} />
          </Suspense>
          <Content component="p">
            {file ? (
              <>
                It stands in the file <code>{file}</code>.
              </>
            ) : (
              'It was defined over the API, and each version of it is kept.'
            )}
          </Content>
          <pre className="serai-code" tabIndex={0}>
            {yaml}
          </pre>
        </div>
      )}
    </Answer>
  );
}
