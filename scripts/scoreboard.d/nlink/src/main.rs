//! The kernel's routes in a `Store` of the crate nlink, as its documentation shows it. Prints an
//! empty line when the store has been filled, and then, for each line that it reads, the routes.

use std::net::IpAddr;
use std::sync::Arc;

use nlink::netlink::reflector::ReflectExt;
use nlink::netlink::resync::{ConnectionFactory, ResyncMarker, ResyncedEvent};
use nlink::{Connection, NetworkEvent, Route, Store, StoreOp};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader, stdin};
use tokio_stream::StreamExt;

/// Family, prefix, table and metric: what the kernel finds a route by.
type Key = (u8, Option<IpAddr>, u8, u32, Option<u32>);

#[tokio::main]
async fn main() -> nlink::Result<()> {
    if std::env::args().nth(1).as_deref() == Some("--version") {
        println!("nlink 0.33.0");
        return Ok(());
    }
    let factory: ConnectionFactory<Route> =
        Arc::new(|| Box::pin(async { Connection::<Route>::new() }));
    let store: Store<Key, NetworkEvent> = Store::new();
    let reader = store.clone();
    let connection = Connection::<Route>::new()?;
    let mut events =
        connection.into_events_with_resync(factory).await?.reflect(store, |event| match event {
            NetworkEvent::NewRoute(route) => StoreOp::Upsert(key(route)),
            NetworkEvent::DelRoute(route) => StoreOp::Remove(key(route)),
            _ => StoreOp::Ignore,
        });
    while let Some(item) = events.next().await {
        if matches!(item?, ResyncedEvent::Marker(ResyncMarker::ResyncEnd)) {
            break;
        }
    }
    println!();
    tokio::spawn(async move {
        while let Some(item) = events.next().await {
            if let Err(error) = item {
                eprintln!("{error}");
            }
        }
    });
    let mut lines = BufReader::new(stdin()).lines();
    while let Ok(Some(_)) = lines.next_line().await {
        let routes: Vec<Value> =
            reader.snapshot().into_iter().filter_map(|(_, event)| row(&event)).collect();
        println!("{}", Value::from(routes));
    }
    Ok(())
}

fn key(route: &nlink::netlink::messages::RouteMessage) -> Key {
    let table = route.table_id();
    (route.family(), route.destination().copied(), route.dst_len(), table, route.priority())
}

/// What forwards: the next hops are gateway, index of the interface, weight.
fn row(event: &NetworkEvent) -> Option<Value> {
    let NetworkEvent::NewRoute(route) = event else { return None };
    let any = if route.is_ipv4() { "0.0.0.0" } else { "::" };
    let address = route.destination().map_or_else(|| any.to_owned(), IpAddr::to_string);
    let hops: Vec<Value> = match route.multipath() {
        Some(hops) => {
            hops.iter().map(|hop| json!([hop.gateway, hop.ifindex, hop.weight])).collect()
        }
        None => vec![json!([route.gateway(), route.oif(), 1])],
    };
    Some(json!({
        "prefix": format!("{address}/{}", route.dst_len()),
        "type": route.route_type() as u8,
        "table": route.table_id(),
        "metric": route.priority().unwrap_or(0),
        "hops": hops,
    }))
}
