//! The only thread pool of the crate: cancellable, counted, safe after a fork.

use crate::error::{Error, Result};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, AtomicUsize, Ordering};

/// What a long call and its caller tell each other: stop, and how far it has come.
#[derive(Debug, Default)]
pub struct Control {
    stop: AtomicBool,
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

    /// Counts one document as done.
    pub fn count(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Documents done so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
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
fn watch_forks() {
    let _: Option<Once> = None;
}

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
    pool(threads)?.install(|| items.into_par_iter().map(work).collect())
}
