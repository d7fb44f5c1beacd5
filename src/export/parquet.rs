//! The long layout as Apache Parquet, typed: texts as strings, numbers as `DECIMAL(38, 6)`, probabilities as doubles.
//! What is not known is null. Six decimals are 分 in a column of 万元; a number with more of them, which no form has, is null
//! too, rather than rounded, and `raw` has it.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray};
use ::parquet::data_type::{FixedLenByteArrayType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::Type;
use rust_decimal::Decimal;

use crate::export::{COLUMNS, Draft, Row, Sink, other_format, rows};
use crate::review::Review;

/// Rows that are held before they are written as one group.
const GROUP: usize = 1 << 16;
/// Decimals of a number.
const SCALE: u32 = 6;
/// Digits of a number, the most that 16 bytes hold.
const PRECISION: i32 = 38;

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Year,
    Number,
    Probability,
}

fn kind(column: &str) -> Kind {
    match column {
        "year" => Kind::Year,
        "value" | "suggested" => Kind::Number,
        "confidence" | "probability" => Kind::Probability,
        _ => Kind::Text,
    }
}

/// Writes rows as Parquet.
pub(super) struct Parquet<W: Write + Send> {
    out: SerializedFileWriter<W>,
    held: Vec<Row>,
}

impl<W: Write + Send> Parquet<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let by = concat!("gouji version ", env!("CARGO_PKG_VERSION"));
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(by.to_owned());
        let out = SerializedFileWriter::new(out, Arc::new(schema().map_err(io_error)?), Arc::new(properties.build()));
        Ok(Self { out: out.map_err(io_error)?, held: Vec::new() })
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.held);
        let mut group = self.out.next_row_group()?;
        for column in COLUMNS {
            match kind(column) {
                Kind::Text => column_of::<ByteArrayType>(&mut group, rows.iter().map(|row| text(row, column)))?,
                Kind::Year => column_of::<Int32Type>(&mut group, rows.iter().map(|row| row.year.map(i32::from)))?,
                Kind::Number => {
                    column_of::<FixedLenByteArrayType>(&mut group, rows.iter().map(|row| number(row, column)))?;
                }
                Kind::Probability => {
                    column_of::<DoubleType>(&mut group, rows.iter().map(|row| probability(row, column)))?;
                }
            }
        }
        group.close()?;
        Ok(())
    }
}

impl<W: Write + Send> Sink for Parquet<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.draft(Draft::Rows(rows(review)))
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Rows(rows) = draft else { return Err(other_format()) };
        self.held.extend(rows);
        if self.held.len() < GROUP { Ok(()) } else { self.write_group().map_err(io_error) }
    }

    fn finish(&mut self) -> io::Result<()> {
        if !self.held.is_empty() {
            self.write_group().map_err(io_error)?;
        }
        self.out.finish().map_err(io_error)?;
        self.out.inner_mut().flush()
    }
}

/// Writes one column of a group; what is nothing is null.
fn column_of<T: DataType>(
    group: &mut SerializedRowGroupWriter<impl Write + Send>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    let values: Vec<Option<T::T>> = values.collect();
    let there: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&values, Some(&there), None)?;
    column.close()
}

fn schema() -> Result<Type, ParquetError> {
    let columns = COLUMNS.iter().map(|&name| {
        let column = match kind(name) {
            Kind::Text => {
                Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String))
            }
            Kind::Year => Type::primitive_type_builder(name, Physical::INT32),
            Kind::Number => {
                let decimal = LogicalType::decimal(SCALE as i32, PRECISION);
                Type::primitive_type_builder(name, Physical::FIXED_LEN_BYTE_ARRAY)
                    .with_logical_type(Some(decimal))
                    .with_length(16)
                    .with_precision(PRECISION)
                    .with_scale(SCALE as i32)
            }
            Kind::Probability => Type::primitive_type_builder(name, Physical::DOUBLE),
        };
        column.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    });
    Type::group_type_builder("cells").with_fields(columns.collect::<Result<Vec<_>, _>>()?).build()
}

fn text(row: &Row, column: &str) -> Option<ByteArray> {
    let text = match column {
        "source" => &row.source,
        "agency" => &row.agency,
        "form" => &row.form,
        "cell" => row.cell.as_str(),
        "label" => &row.label,
        "raw" => return Some(row.raw.as_str().into()),
        "state" => row.state,
        "proof" => row.proof,
        "status" => row.status,
        "line" => &row.line,
        _ => "",
    };
    (!text.is_empty()).then(|| text.into())
}

fn number(row: &Row, column: &str) -> Option<FixedLenByteArray> {
    let value = if column == "value" { row.value } else { row.suggested };
    let bytes = scaled(value?)?.to_be_bytes().to_vec();
    Some(FixedLenByteArray::from(bytes))
}

/// A number in units of its last decimal; nothing if that would lose a digit.
fn scaled(value: Decimal) -> Option<i128> {
    let value = value.normalize();
    let shift = SCALE.checked_sub(value.scale())?;
    value.mantissa().checked_mul(10_i128.pow(shift)).filter(|scaled| scaled.unsigned_abs() < 10_u128.pow(38))
}

fn probability(row: &Row, column: &str) -> Option<f64> {
    if column == "confidence" { Some(row.confidence) } else { row.probability }
}

/// The failure of the output itself, with its kind.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => cause.downcast::<io::Error>().map_or_else(io::Error::other, |error| *error),
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_kept_to_the_last_digit_or_not_at_all() {
        let cases = [
            ("38", Some(38_000_000)),
            ("-3", Some(-3_000_000)),
            ("4068.2080", Some(4_068_208_000)),
            ("0.0000001", None),
        ];
        for (value, expected) in cases {
            assert_eq!(scaled(value.parse().expect("a number")), expected, "{value}");
        }
    }
}
