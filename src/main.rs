//! The program: everything is in the library.

/// A proof is some hundred small allocations a commit, by several readers at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tlg::cli::start()
}
