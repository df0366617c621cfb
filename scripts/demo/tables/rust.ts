/** Question | answer. */
export const rustFacts = `
What does a move do to the variable it moves from? | It can no longer be used; the compiler refuses it.
How many mutable references to a value can live at once? | One, and no shared ones beside it.
What does \`&str\` point to? | UTF-8 bytes that somebody else owns.
When is a value dropped? | When its owner goes out of scope.
What does the \`'static\` bound say of a type? | It holds no reference that could end before the program.
Which closure trait can be called many times and change its captures? | \`FnMut\`
Which closure trait can be called only once? | \`FnOnce\`
What does \`move\` before a closure do? | It takes the captures by value.
What does \`impl Trait\` in return position hide? | The concrete type, chosen by the function.
What is a trait object? | A pointer to data with a pointer to its vtable, as in \`Box<dyn Trait>\`.
What does \`?\` do on an \`Err\`? | It returns early, converting the error by \`From\`.
What does \`Option::take\` leave behind? | \`None\`
What is the output type of \`Future::poll\`? | \`Poll<Self::Output>\`
What are the two variants of \`Poll\`? | \`Ready(value)\` and \`Pending\`
What must a future do before it returns \`Pending\`? | See to it that its waker is called when it can go on.
Does calling an async function run its body? | No, it makes a future; polling runs it.
What drives futures to completion? | An executor, by polling them.
What does a waker do? | It tells the executor that its task is worth polling again.
Where does \`poll\` get the waker from? | From its \`Context\`.
Why does an async block compile to a state machine? | It must be able to stop at each \`await\` and go on from there.
Why is \`Pin\` needed for futures? | They may refer to themselves, so they must not move once polled.
What does \`Unpin\` say of a type? | It may be moved even when pinned.
What does \`std::pin::pin!\` do? | It pins a value to the stack frame.
What makes an async block not \`Send\`? | Holding something that is not \`Send\` across an \`await\`.
What does \`tokio::spawn\` need of its future? | \`Send + 'static\`
What does awaiting a \`JoinHandle\` give? | \`Result<T, JoinError>\`
What happens to a spawned task whose \`JoinHandle\` is dropped? | It goes on, detached.
What does \`tokio::task::spawn_blocking\` do? | It runs blocking code on threads of its own.
Why not call \`std::thread::sleep\` in a task? | It blocks the whole worker thread.
Which tokio flavour runs all tasks on one thread? | \`current_thread\`
What does \`tokio::join!\` do? | It runs futures at once in one task and waits for all.
What does \`try_join!\` do on the first error? | It returns it and drops the other futures.
What does \`select!\` do with the branches that lose? | It drops their futures.
What is cancellation safety? | Dropping the future between polls loses no data.
Is \`mpsc::Receiver::recv\` cancellation safe? | Yes.
Is \`read_exact\` cancellation safe? | No: what was read so far is lost.
What does a bounded channel give that an unbounded one does not? | Back-pressure: senders wait.
Which channel carries exactly one value? | \`oneshot\`
Which channel keeps only the latest value? | \`watch\`
Which channel gives every receiver every value? | \`broadcast\`
When does \`recv\` on an mpsc channel return \`None\`? | When all senders are gone and the queue is empty.
When is \`std::sync::Mutex\` right in async code? | For short sections without an \`await\` inside.
What can holding a lock across an \`await\` cause? | Deadlocks, and long waits for all others.
What does \`Arc\` count? | Owners, atomically; the last one drops the value.
How is a cycle of \`Arc\`s broken? | With \`Weak\`.
What does \`RwLock\` allow that \`Mutex\` does not? | Many readers at once.
What does \`Notify\` do? | It wakes a waiting task, without data.
What does \`Semaphore\` limit? | How many hold a permit at once.
What is the async counterpart of an iterator? | A \`Stream\`
What does \`buffer_unordered(n)\` do? | It runs up to n futures of a stream at once, in order of completion.
What does \`StreamExt::next\` return? | A future of \`Option<Item>\`
Why frame a protocol over TCP? | TCP gives bytes, not messages.
What does \`Bytes::split_to\` copy? | Nothing: both parts share the buffer.
What does \`tokio::io::copy\` return? | How many bytes it copied.
What does \`AsyncReadExt::read\` return at the end? | \`Ok(0)\`
How does a server shut down gracefully? | Stop accepting, tell the tasks, wait for them.
What does \`CancellationToken\` give to child tasks? | A shared signal to stop.
What does \`tokio::time::timeout\` do on expiry? | It drops the future and returns \`Elapsed\`.
What does \`tokio::time::pause\` do in tests? | Time stands still and jumps to the next timer.
What does \`#[instrument]\` add to a function? | A tracing span with its arguments.
`;
