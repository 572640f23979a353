//! How a process is shown.

use super::{LITERAL, SMALL, TLG, read};
use tlg::process::{check, diagram, outline};

#[test]
fn data_under_the_keys_of_the_file_reads_back_as_the_same_process() {
    for text in [TLG, LITERAL, SMALL] {
        let node = read(text).node();
        assert_eq!(read(&node.to_yaml()).node(), node);
        assert_eq!(
            check(&read(&node.to_yaml())).findings.len(),
            check(&read(text)).findings.len()
        );
    }
}

#[test]
fn data_leaves_no_key_of_the_file_out() {
    let file: serde_json::Value = serde_yaml::from_str(TLG).expect("YAML");
    let shown = read(TLG).node().to_json();
    let (file, mut shown) = (file.as_object().cloned(), shown.as_object().cloned());
    // Nothing stands under it in the file.
    shown.as_mut().map(|keys| keys.remove("deferral"));
    assert_eq!(file, shown);
}

#[test]
fn the_diagram_of_the_documentation_is_that_of_the_process() {
    let page = include_str!("../../docs/process.md");
    let (_, rest) = page.split_once("```mermaid\n").expect("a diagram");
    let (drawn, _) = rest.split_once("```").expect("its end");
    assert_eq!(drawn, diagram(&read(TLG)));
}

#[test]
fn the_outline_has_every_stage_task_and_decision() {
    let process = read(TLG);
    let lines: Vec<String> = outline(&process).iter().map(ToString::to_string).collect();
    for expected in [
        "Продажи · sales",
        "  Закуп · procurement",
        "    □ запросить цену у поставщика · ask_supplier_price · manager · 3 working days · fact supplier_price",
        "    → Подготовка КП · поставщик назвал цену · quote_preparation · manager · fact supplier_price",
        "    ⇒ Счет оплачен · paid · paid_share",
        "      ↻ исправить КП по замечаниям · rework_quote · reason",
        "  ■ Успешно · won",
    ] {
        assert!(
            lines.iter().any(|line| line == expected),
            "no {expected:?} in\n{}",
            lines.join("\n")
        );
    }
}
