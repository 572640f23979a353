//! What people see: aligned, quiet, at the width of the terminal, in the words of their language.

mod columns;
mod day;
mod done;
mod duration;
mod meaning;
mod money;
mod output;
mod printable;
mod short;
mod size;
mod table;
mod width;
mod wrap;

pub use columns::put_side_by_side;
pub use day::{day, exact_day, heading_day, moment};
pub use done::Done;
pub use duration::{span, working_days, working_days_ago};
pub use meaning::{Meaning, paint};
pub use money::{amount, money, number, whole};
pub use output::Output;
pub use printable::{foreign, printable};
pub use short::short;
pub use size::size;
pub use table::{Cell, Column, Table};
pub use width::{of_text, width};
pub use wrap::wrap;
