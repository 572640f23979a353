//! Where a proof is asked for: with no branch checked out, and in another work tree of the same clone.

use super::honest::Honest;

/// What is checked out is not the branch of the deals; whoever means that very commit says so.
#[test]
fn without_a_branch_nothing_is_called_proved() {
    let honest = Honest::new();
    honest.git(&["checkout", "-q", "--detach", "HEAD~1"]);
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 3, "{:#}", judged.value);
    let said = judged.value.to_string();
    assert!(said.contains("git switch"), "{said}");
    honest.verify(&["main"]).assert_proved();
    honest.verify(&["HEAD"]).assert_proved();
}

/// A linked work tree has a branch of its own, which can be read and proved; nobody else would see what is done on it.
#[test]
fn a_linked_work_tree_is_a_place_to_look() {
    let honest = Honest::new();
    honest.git(&["worktree", "add", "-q", "-b", "second", "../second"]);
    honest.shell(
        "ivanov tlg board > ../board
         cd ../second
         ivanov tlg board | cmp - ../board
         sidorov tlg -q deal move 4 in_stock || test $? = 3",
    );
    assert_eq!(honest.id("second"), honest.id("main"));
    let second = honest.workspace().with_file_name("second");
    honest.verify_in(&second, &[]).assert_proved();
    assert_eq!(honest.git_in(&second, &["status", "--short"]), "");
    honest.verify(&[]).assert_proved();
}
