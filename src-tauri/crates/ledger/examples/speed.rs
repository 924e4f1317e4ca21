#[path = "../tests/common/mod.rs"]
mod common;
use std::time::Instant;
use common::*;
use ledger::*;
fn cpu() -> f64 { let s = std::fs::read_to_string("/proc/self/stat").unwrap(); let f: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect(); (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) / 100.0 }
fn rss() -> String {
    std::fs::read_to_string("/proc/self/status").unwrap().lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).collect::<Vec<_>>().join(" ")
}
struct Fast(u64);
impl Entropy for Fast { fn fill(&mut self, b: &mut [u8]) { for c in b.chunks_mut(8) { self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407); c.copy_from_slice(&self.0.to_le_bytes()[..c.len()]); } } }
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let office = Office::new();
    let mut store = office.open();
    let words = ["home address", "street list", "permit file", "camera footage", "payroll record", "inspection report", "utility account", "school list"];
    let mut e = Fast(1);
    let t = Instant::now();
    let mut act = store.begin(at(1), &mut e).unwrap();
    for i in 0..n {
        let mut r = request(RequestNumber::new(&format!("PA-{i}")).unwrap());
        r.agency = FreeText::stored(format!("Agency {}", i % 97));
        assert!(act.find_request(r.number.as_str()).unwrap().is_none());
        let id = act.record_request(r).unwrap();
        let d = format!("{} of one household in ward {} for the year {}", words[i % 8], i % 7, i % 50);
        let mut item = if i % 10 == 0 { exchange(None) } else { settled(None) };
        item.description = Some(FreeText::stored(d));
        act.add_item(id, item).unwrap();
        if i % 50000 == 49999 { println!("{} rows {:.0}/s {}", i + 1, (i + 1) as f64 / t.elapsed().as_secs_f64(), rss()); }
    }
    let t2 = Instant::now();
    act.commit().unwrap();
    println!("commit {:?}; cpu {:.0} rows/cpu-s", t2.elapsed(), n as f64 / cpu()); if std::env::args().nth(2).is_some() { return; }
    println!("import {n} rows: {:.0} rows/s {}", n as f64 / t.elapsed().as_secs_f64(), rss());
    let t = Instant::now();
    for s in 0..100 { office.log_one(&mut store, s + 10); }
    println!("acts of one request: {:?} each", t.elapsed() / 100);
    drop(store);
    println!("file {} MB", std::fs::metadata(office.path.join("ledger.db")).unwrap().len() / 1_000_000);
    for _ in 0..3 {
        let raw = office.raw();
        raw.pragma_update(None, "cache_size", -16384).unwrap();
        let t = Instant::now();
        let mut rows = 0u64;
        for (table, order) in [("disclosure_event", ""), ("exchange_event", "")] {
            let mut s = raw.prepare(&format!("SELECT * FROM {table} {order}")).unwrap();
            let k = s.column_count();
            let mut q = s.query([]).unwrap();
            let mut sum = 0usize;
            while let Some(r) = q.next().unwrap() { rows += 1; for c in 0..k { sum += r.get_ref(c).unwrap().as_bytes().map_or(1, |b| b.len()); } }
            std::hint::black_box(sum);
        }
        let events = t.elapsed();
        let ev = rows;
        for table in ["item", "exchange", "request", "description", "search_content", "signed_head", "search_data", "search_idx"] {
            let mut s = raw.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let k = s.column_count();
            let mut q = s.query([]).unwrap();
            let mut sum = 0usize;
            while let Some(r) = q.next().unwrap() { rows += 1; for c in 0..k { sum += r.get_ref(c).unwrap().as_bytes().map_or(1, |b| b.len()); } }
            std::hint::black_box(sum);
        }
        let all = t.elapsed();
        drop(raw);
        let store = office.open_read_only();
        let c = cpu();
        let t = Instant::now();
        let found = store.verify(&[], &mut |_, _| {}).unwrap();
        let v = t.elapsed(); println!("verify cpu {:.2}", cpu() - c);
        assert!(found.problems.is_empty(), "{:?}", found.problems);
        println!("scan {ev} events {events:?}, all tables {all:?} ({rows} rows); verify {v:?} = {:.2}x events, {:.2}x all  {}", v.as_secs_f64() / events.as_secs_f64(), v.as_secs_f64() / all.as_secs_f64(), rss());
        let t = Instant::now();
        let mut k = 0; store.each_item(None, &mut |_| { k += 1; std::ops::ControlFlow::Continue(()) }).unwrap();
        println!("each_item {k} {:?}", t.elapsed());
    }
}
