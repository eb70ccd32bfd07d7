//! The only thread pool of the crate: cancellable, counted, safe after a fork.

use crate::error::{Error, Result};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
#[cfg(unix)]
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

/// What a long call and its caller tell each other: stop, and how far it has come.
#[derive(Debug, Default)]
pub struct Control {
    stop: Arc<AtomicBool>,
    done: AtomicU64,
}

impl Control {
    /// Asks the work to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// An error if the work was asked to stop; looked at every document and between its layers.
    pub fn check(&self) -> Result<()> {
        if self.stop.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }

    /// Runs `work`, within which [`stop_if_asked`] sees whether this control was asked to stop; if it was, that is
    /// [`Error::Cancelled`].
    pub fn run<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        match catch_unwind(AssertUnwindSafe(|| heeding(Some(self.stop.clone()), work))) {
            Ok(outcome) => outcome,
            Err(thrown) if thrown.is::<Stopped>() => Err(Error::Cancelled),
            Err(panic) => resume_unwind(panic),
        }
    }

    /// Counts one document as done.
    pub fn count(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Documents done so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

/// What work unwinds with that is stopped.
struct Stopped;

thread_local! {
    /// The flag that says whether what this thread works on is to be stopped, if it can be.
    static FLAG: RefCell<Option<Arc<AtomicBool>>> = const { RefCell::new(None) };
}

/// Runs `work` while this thread heeds `flag`.
fn heeding<T>(flag: Option<Arc<AtomicBool>>, work: impl FnOnce() -> T) -> T {
    struct Before(Option<Arc<AtomicBool>>);
    impl Drop for Before {
        fn drop(&mut self) {
            FLAG.set(self.0.take());
        }
    }
    let _before = Before(FLAG.replace(flag));
    work()
}

/// Leaves the work of this thread, by unwinding up to [`Control::run`], if its control was asked to stop; else does nothing.
///
/// Long loops whose functions cannot fail look at this behind each piece of work that takes a millisecond or so, and not before: what is made
/// once and soon is not disturbed.
///
/// ```
/// use dateline::pool::{Control, stop_if_asked};
/// let control = Control::default();
/// let count = || control.run(|| Ok((0..3).inspect(|_| stop_if_asked()).count()));
/// assert!(matches!(count(), Ok(3)));
/// control.stop();
/// assert!(matches!(count(), Err(dateline::Error::Cancelled)));
/// ```
pub fn stop_if_asked() {
    if FLAG.with_borrow(|flag| flag.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed))) {
        resume_unwind(Box::new(Stopped));
    }
}

/// Quick turns of a loop between two looks of [`stop_now_and_then`].
const TURNS: usize = 1 << 12;

/// As [`stop_if_asked`], for loops over all words or lines of a text, which may be of many megabytes: looks once in some thousand turns, of
/// which `turn` is the number from 0, so that short texts are never left.
#[inline(always)]
pub fn stop_now_and_then(turn: usize) {
    if turn % TURNS == TURNS - 1 {
        stop_if_asked();
    }
}

/// Runs `work`, and turns a panic, which is a fault of dateline's own, into [`Error::Internal`], so that it costs no more than this piece of
/// work. Being asked to stop is none.
pub fn contained<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        if panic.is::<Stopped>() {
            resume_unwind(panic);
        }
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        Err(Error::Internal { problem: text.unwrap_or("a panic without a message").to_owned() })
    })
}

static CHOSEN: AtomicUsize = AtomicUsize::new(0);

/// Sets the number of threads of every later call that names none; 0 takes it back.
pub fn set_threads(threads: usize) {
    CHOSEN.store(threads, Ordering::Relaxed);
}

/// The number of threads of a call: its own argument, then [`set_threads`], then `DATELINE_NUM_THREADS`, then the CPUs
/// that the process may use.
pub fn threads(asked: Option<usize>) -> usize {
    let chosen = || Some(CHOSEN.load(Ordering::Relaxed)).filter(|&n| n > 0);
    let variable = || std::env::var("DATELINE_NUM_THREADS").ok()?.trim().parse().ok().filter(|&n| n > 0);
    let available = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    asked.filter(|&n| n > 0).or_else(chosen).or_else(variable).unwrap_or_else(available).min(1024)
}

/// How often this process is a fork of one that had loaded the crate.
static GENERATION: AtomicU64 = AtomicU64::new(0);

/// A pool of this process, in a list that only grows: a pool of the parent must not be dropped in a child, since its
/// threads do not exist there.
struct Node {
    generation: u64,
    threads: usize,
    pool: ThreadPool,
    next: *const Node,
}

static POOLS: AtomicPtr<Node> = AtomicPtr::new(std::ptr::null_mut());

#[cfg(unix)]
fn watch_forks() {
    extern "C" fn child() {
        GENERATION.fetch_add(1, Ordering::Relaxed);
    }
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the handler touches one atomic and nothing else, which is allowed in a forked child.
        unsafe { libc::pthread_atfork(None, None, Some(child)) };
    });
}

#[cfg(not(unix))]
const fn watch_forks() {}

/// This process's pool of `threads` threads. No lock is taken, so that a fork can happen at any moment.
fn pool(threads: usize) -> Result<&'static ThreadPool> {
    watch_forks();
    let generation = GENERATION.load(Ordering::Relaxed);
    loop {
        let head = POOLS.load(Ordering::Acquire);
        let mut node: *const Node = head;
        while !node.is_null() {
            // SAFETY: nodes are leaked boxes, written before they are published and never freed or changed.
            let found = unsafe { &*node };
            if found.generation == generation && found.threads == threads {
                return Ok(&found.pool);
            }
            node = found.next;
        }
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|i| format!("dateline-{i}"))
            .build()
            .map_err(|e| Error::input("threads", format!("{threads} threads cannot be started: {e}; ask for fewer")))?;
        let new = Box::into_raw(Box::new(Node { generation, threads, pool, next: head }));
        // Whoever loses a race leaves its pool in place, unused and idle.
        let _ = POOLS.compare_exchange(head, new, Ordering::AcqRel, Ordering::Acquire);
    }
}

/// Applies `work` to every item, in parallel, results in the order of the items.
pub fn map<I: Send, T: Send>(threads: usize, items: Vec<I>, work: impl Fn(I) -> Result<T> + Sync + Send) -> Result<Vec<T>> {
    if threads <= 1 || items.len() <= 1 {
        return items.into_iter().map(work).collect();
    }
    let flag = FLAG.with_borrow(Clone::clone);
    let work = |item| heeding(flag.clone(), || work(item));
    pool(threads)?.install(|| items.into_par_iter().map(work).collect())
}

/// Makes something of every item, in parallel, and hands it over on this thread, in the order of the items; while one is taken the next ones are
/// made, `ahead` of them at most. An error of either ends it.
pub fn stream<I: Send, T: Send>(
    threads: usize,
    ahead: usize,
    items: impl IntoIterator<Item = I>,
    work: impl Fn(I) -> Result<T> + Sync + Send,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let mut items = items.into_iter();
    // A thread of the pool that waits for others of it might wait for ever.
    if threads <= 1 || rayon::current_thread_index().is_some() {
        return items.try_for_each(|item| take(work(item)?));
    }
    let flag = FLAG.with_borrow(Clone::clone);
    let work = &|item: I| heeding(flag.clone(), || work(item));
    pool(threads)?.in_place_scope(|scope| {
        let start = |item| {
            let (give, made) = mpsc::sync_channel(1);
            scope.spawn(move |_| {
                // Nobody waits for it any more once there was an error.
                let _ = give.send(catch_unwind(AssertUnwindSafe(|| work(item))));
            });
            made
        };
        let mut begun: VecDeque<_> = items.by_ref().take(ahead.max(1)).map(start).collect();
        while let Some(next) = begun.pop_front() {
            let made = next.recv().unwrap_or_else(|gone| Err(Box::new(gone)));
            begun.extend(items.next().map(start));
            take(made.unwrap_or_else(|panic| resume_unwind(panic))?)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_keeps_the_order_of_its_items() {
        for threads in [1, 2, 5] {
            let mut taken = Vec::new();
            let slow = |item: u64| {
                std::thread::sleep(std::time::Duration::from_millis(item * 7 % 5));
                Ok(item * item)
            };
            let take = |square| {
                taken.push(square);
                Ok(())
            };
            assert!(stream(threads, 3, 0..40, slow, take).is_ok());
            assert_eq!(taken, (0..40).map(|item| item * item).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_or_a_stop_ends_a_stream() {
        let bad = |item| if item == 7 { Err(Error::input("items", "seven")) } else { Ok(item) };
        for threads in [1, 3] {
            let mut taken = 0;
            let made = stream(threads, 4, 0..100, bad, |_| {
                taken += 1;
                Ok(())
            });
            assert!(made.is_err() && taken == 7);
            assert!(stream(threads, 4, 0..100, Ok, |item| bad(item).map(drop)).is_err());
            let control = Control::default();
            let work = |item| {
                if item == 9 {
                    control.stop();
                }
                stop_if_asked();
                Ok(item)
            };
            assert!(matches!(control.run(|| stream(threads, 2, 0..100, work, |_| Ok(()))), Err(Error::Cancelled)));
        }
    }

    #[test]
    fn a_panic_costs_its_own_piece_of_work_alone() {
        let work = |item: usize| {
            contained(|| {
                assert!(item != 3, "a fault");
                Ok(item)
            })
        };
        let done: Vec<_> = (0..6).map(work).collect();
        assert!(matches!(&done[3], Err(Error::Internal { problem }) if problem.contains("a fault")));
        assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 5);
        let control = Control::default();
        control.stop();
        let stopped = || {
            stop_if_asked();
            Ok(())
        };
        assert!(matches!(control.run(|| contained(stopped)), Err(Error::Cancelled)));
    }

    #[test]
    fn a_stream_within_work_of_the_pool_ends() {
        let within = |item: u32| {
            let mut sum = 0;
            stream(
                2,
                2,
                0..10,
                |n| Ok(n + item),
                |n| {
                    sum += n;
                    Ok(())
                },
            )?;
            Ok(sum)
        };
        assert!(matches!(map(2, (0..8).collect(), within).as_deref(), Ok([45, 55, ..])));
    }
}
