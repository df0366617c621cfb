/**
 * What the demo learner learns. `from` and `to` say when, as parts of the history; `weight` how often beside the
 * others.
 */
export interface PlanTable {
  id: string;
  title: string;
  tags: string[];
  from: number;
  to: number;
  weight: number;
  /** Part of the chunks that is completed by now. */
  progress: number;
  /** Title | objective | objective | deliverable. */
  chunks: string[];
  resources: string[];
  notes: string[];
  artifacts: string[];
}

export const planTables: PlanTable[] = [
  {
    id: 'linear-algebra',
    title: 'Linear Algebra',
    tags: ['math', 'foundations'],
    from: 0,
    to: 0.5,
    weight: 5,
    progress: 1,
    chunks: [
      'Vectors and linear combinations | Draw sums and multiples of vectors | Say when two vectors span the plane | Ten drawn combinations',
      'Matrices as maps | Read a matrix by its columns | Compose two maps | A page on rotations and shears',
      'Elimination | Solve systems by hand | Find the pivots | Five solved systems',
      'Inverses and transposes | Know when an inverse exists | Compute one by elimination | A sheet of worked inverses',
      'Vector spaces and subspaces | Check the axioms | Name the four subspaces | A drawing of the four subspaces',
      'Independence, basis, dimension | Find a basis | Use the rank | A proof that bases have equal size',
      'Orthogonality | Project onto a line and a plane | Split a vector in two | Worked projections',
      'Least squares | Fit a line to points | Derive the normal equations | A fit of my running times',
      'Gram-Schmidt and QR | Build an orthonormal basis | Factor a matrix by hand | QR of a 3 by 3 matrix',
      'Determinants | Know what the sign means | Compute one three ways | A page on volume',
      'Eigenvalues and eigenvectors | Find them for 2 by 2 | Diagonalize | Fibonacci by a matrix power',
      'Symmetric matrices and the SVD | State the spectral theorem | Read a singular value | A photo compressed by its SVD',
    ],
    resources: [
      '[Introduction to Linear Algebra](https://math.mit.edu/~gs/linearalgebra/)',
      '[Essence of Linear Algebra](https://www.3blue1brown.com/topics/linear-algebra)',
    ],
    notes: [
      'Columns first, rows second: that made multiplication click.',
      'Redid the exercises from last week without looking.',
      'Projection is just the closest point. Write that on the wall.',
      'Slow today, but the four subspaces finally fit together.',
      'The determinant as a volume explains every rule at once.',
    ],
    artifacts: [
      'notes/four-subspaces.pdf',
      'notebooks/least-squares.ipynb',
      'notebooks/svd-photo.ipynb',
    ],
  },
  {
    id: 'french-b1',
    title: 'French B1',
    tags: ['language', 'french', 'b1'],
    from: 0.06,
    to: 1,
    weight: 6,
    progress: 0.61,
    chunks: [
      'Everyday life | Tell about a usual day | Use pronominal verbs | A two-minute recording of my day',
      'At the market | Ask for quantities | Use the partitive | A shopping list and a dialogue',
      'Telling what happened | Form the passé composé | Choose être or avoir | A story of ten sentences',
      'How things were | Form the imparfait | Tell it from the passé composé | A page on my childhood',
      'The city and the way | Ask for and give directions | Prepositions of place | Directions to my home',
      'Health | Describe what hurts | Give advice | A dialogue at the pharmacy',
      'Plans and promises | Form the futur simple | Use si with the present | A letter to myself in a year',
      'Work and studies | Tell about a job | Write a formal mail | An application of 150 words',
      'Pronouns | Use le, la, lui, y and en | Put them in order | Twenty transformed sentences',
      'Opinions | Say what one thinks | Agree and disagree politely | A short comment on a news item',
      'Comparing | Use plus, moins, aussi | Superlatives | A comparison of two cities',
      'The subjunctive, gently | Know its triggers | Form regular verbs | Fifteen wishes and doubts',
      'Wishes and politeness | Form the conditionnel | Ask politely | A complaint to a hotel',
      'Media | Follow the news at normal speed | Sum up an article | A summary of a podcast',
      'Travelling | Book and change a trip | Deal with problems | A phone call, recorded',
      'Relative clauses | Use qui, que, dont, où | Join sentences | A portrait of a friend',
      'A book in French | Read twenty pages a week | Keep a list of words | A review of 200 words',
      'Mock exam | All four parts, timed | Correct it with the key | A score above 70',
    ],
    resources: [
      '[RFI, Le Journal en français facile](https://francaisfacile.rfi.fr/)',
      '[TV5Monde, Apprendre le français](https://apprendre.tv5monde.com/)',
    ],
    notes: [
      'Understood nearly all of the news today.',
      'Passé composé and imparfait in one story: still mixing them up.',
      'Spoke for ten minutes with Claire without switching to English.',
      'New words from the market text. The partitive is getting natural.',
      'Twenty minutes of listening, then the transcript.',
      'Wrote to the hotel. Two mistakes only, both in pronouns.',
    ],
    artifacts: ['recordings/ma-journee.m4a', 'texts/mon-enfance.md', 'texts/lettre-hotel.md'],
  },
  {
    id: 'rust-async',
    title: 'Async Rust: from futures to a small server',
    tags: ['rust', 'systems', 'async'],
    from: 0.48,
    to: 1,
    weight: 7,
    progress: 0.43,
    chunks: [
      'Ownership, once more | Explain moves and borrows | Read lifetimes in signatures | A page of annotated errors',
      'Closures and traits | Tell Fn, FnMut and FnOnce apart | Use impl Trait | A small event emitter',
      'What a future is | Read the Future trait | Poll one by hand | A future that counts to three',
      'A tiny executor | Write a waker | Run two tasks in turn | An executor in 100 lines',
      'Pin | Say why pinning is needed | Use pin! | A self-referential example, explained',
      'Tokio basics | Spawn and join tasks | Sleep without blocking | A concurrent port scanner',
      'Channels | Choose mpsc, oneshot, broadcast, watch | Handle back-pressure | A chat in one process',
      'Select and cancellation | Use select! safely | Know what a drop cancels | Timeouts around every read',
      'Shared state | Choose a lock | Never hold one across await | A cache with expiry',
      'Streams | Map, filter, buffer | Write a stream | A line-by-line log follower',
      'A protocol | Frame bytes | Parse without copying | A codec with tests',
      'The server | Accept and serve | Shut down gracefully | A small key-value server',
      'Tracing and metrics | Add spans | Find a slow await | A flame graph of the server',
      'Testing time | Pause the clock | Test timeouts | A test suite that never sleeps',
    ],
    resources: [
      '[Asynchronous Programming in Rust](https://rust-lang.github.io/async-book/)',
      '[Tokio tutorial](https://tokio.rs/tokio/tutorial)',
    ],
    notes: [
      'The waker is only a callback. Everything follows from that.',
      'Pin: read it three times, then drew it. Clear now.',
      'Two tasks, one thread, no lock. Lovely.',
      'Lost an hour to a lock held across an await.',
      'select! drops the losers: wrote a test that shows it.',
      'Refactored the executor; it fits on one screen.',
    ],
    artifacts: [
      'https://samedi.example/demo/tiny-executor',
      'https://samedi.example/demo/port-scanner',
      'src/bin/chat.rs',
    ],
  },
  {
    id: 'piano',
    title: 'Piano: chords and first pieces',
    tags: ['music', 'piano'],
    from: 0.82,
    to: 1,
    weight: 4,
    progress: 0.13,
    chunks: [
      'Sitting and five fingers | A relaxed hand | Five-finger patterns in C and G | A recording of both patterns',
      'Major chords | All white-key roots | Change without looking | A loop of four chords',
      'Minor chords | All white-key roots | Hear the difference | An ear test, 18 of 20 right',
      'Inversions | Root position, first, second | Smooth changes | A progression with small moves',
      'Reading two staves | Landmarks in both clefs | Steps and skips | A page read at sight',
      'Left-hand patterns | Broken chords | Keep time with a metronome | Three patterns at 80',
      'Keys and scales | C, G, F and their minors | Two octaves | Scales, hands together',
      'A first minuet | Hands apart, then together | Phrasing | A recording of the minuet',
      'Seventh chords | Dominant and major sevenths | Resolve them | A blues in C',
      'Playing by ear | Find a melody | Find its chords | A song from the radio',
      'Pedal | Change with the harmony | Listen for blur | The minuet, pedalled',
      'A song with friends | Follow a singer | Keep going after a slip | Three songs at a party',
      'Practice that lasts | Slow work | Small parts | A month of practice notes',
      'Dynamics | Loud and soft at will | Shape a line | Two versions of one piece',
      'A prelude | Analyse it | Learn it in parts | The prelude, from memory',
    ],
    resources: ['[Open Music Theory](https://viva.pressbooks.pub/openmusictheory/)'],
    notes: [
      'Hands together at 60, no faster. It worked.',
      'C, F and G without looking down.',
      'Ten minutes of scales, then only music.',
    ],
    artifacts: ['recordings/four-chords.m4a'],
  },
];
