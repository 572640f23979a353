//! Work that several readers do side by side, each with its own handle on the repository.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::Failure;

/// Readers at most: more of them wait for the disk, not for each other.
const READERS: usize = 4;

/// How many readers work side by side on this machine.
pub(crate) fn readers() -> usize {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    processors.min(READERS)
}

/// Works off `items` in shares, each with the place of its first item, and gives what came of the shares in their order.
///
/// A single share is worked off with `own`. Of several, each gets `another` handle: libgit2 keeps what it reads as long as a
/// repository is open, and would keep all of a long history.
///
/// # Errors
/// What `another` says of a handle for one more share.
pub(crate) fn side_by_side<H, I: Sync, T: Send>(
    items: &[I],
    share: usize,
    own: &H,
    another: impl Fn() -> Result<H, Failure> + Sync,
    work: impl Fn(&H, usize, &[I]) -> T + Sync,
) -> Result<Vec<T>, Failure> {
    if items.len() <= share {
        return Ok(vec![work(own, 0, items)]);
    }
    let shares: Vec<&[I]> = items.chunks(share).collect();
    let next = AtomicUsize::new(0);
    let reader = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(items) = shares.get(number) else {
                return Ok(done);
            };
            done.push((number, work(&another()?, number * share, items)));
        }
    };
    let done = thread::scope(|scope| {
        let others: Vec<_> = (1..readers()).map(|_| scope.spawn(reader)).collect();
        let mut done = vec![reader()];
        for other in others {
            let other = other.join();
            done.push(other.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    let done: Result<Vec<Vec<(usize, T)>>, Failure> = done.into_iter().collect();
    let mut done: Vec<(usize, T)> = done?.into_iter().flatten().collect();
    done.sort_unstable_by_key(|(number, _)| *number);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}
