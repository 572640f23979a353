//! Groups of states that lead to each other, of a part of the space.

/// The groups that nothing leaves, within the states for which `inside` holds. `edges` gives what follows each state.
pub(super) fn bottoms(edges: &[Vec<usize>], inside: &[bool]) -> Vec<Vec<usize>> {
    let is_inside = |number: &usize| inside.get(*number).copied().unwrap_or_default();
    let kept: Vec<Vec<usize>> = edges
        .iter()
        .enumerate()
        .map(|(from, next)| {
            let next = next.iter().copied();
            next.filter(|to| is_inside(&from) && is_inside(to))
                .collect()
        })
        .collect();
    let mut groups = Vec::new();
    let mut group_of = vec![None; edges.len()];
    let reversed = reversed(&kept);
    for start in finished(&kept).into_iter().rev().filter(is_inside) {
        let members = gather(start, &reversed, &mut group_of, groups.len());
        if !members.is_empty() {
            groups.push(members);
        }
    }
    let leaves = |group: usize, members: &[usize]| {
        let next = members.iter().filter_map(|member| kept.get(*member));
        let mut next = next.flatten().filter_map(|to| group_of.get(*to));
        next.any(|other| *other != Some(group))
    };
    let groups = groups.into_iter().enumerate();
    groups
        .filter(|(group, members)| !leaves(*group, members))
        .map(|(_, members)| members)
        .collect()
}

fn reversed(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut before = vec![Vec::new(); edges.len()];
    for (from, next) in edges.iter().enumerate() {
        for to in next {
            if let Some(before) = before.get_mut(*to) {
                before.push(from);
            }
        }
    }
    before
}

/// All states in the order in which a depth-first walk is done with them.
fn finished(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(edges.len());
    let mut met = vec![false; edges.len()];
    for start in 0..edges.len() {
        let mut path = vec![(start, 0)];
        while let Some((state, next)) = path.pop() {
            if next == 0 && std::mem::replace(met.get_mut(state).unwrap_or(&mut true), true) {
                continue;
            }
            match edges.get(state).and_then(|edges| edges.get(next)) {
                Some(to) => path.extend([(state, next + 1), (*to, 0)]),
                None => order.push(state),
            }
        }
    }
    order
}

fn gather(
    start: usize,
    before: &[Vec<usize>],
    group_of: &mut [Option<usize>],
    group: usize,
) -> Vec<usize> {
    let mut members = Vec::new();
    let mut waiting = vec![start];
    while let Some(state) = waiting.pop() {
        match group_of.get_mut(state) {
            Some(known) if known.is_none() => *known = Some(group),
            _ => continue,
        }
        members.push(state);
        waiting.extend(before.get(state).into_iter().flatten());
    }
    members
}
