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

use crate::export::columns::Kind;
use crate::export::field::{Field, Number};
use crate::export::tables::CellTable;
use crate::export::{Draft, Setting, Sink, other_format};
use crate::review::Review;

/// Rows that are held before they are written as one group.
const GROUP: usize = 1 << 16;
/// Decimals of a number.
const SCALE: u32 = 6;
/// Digits of a number, the most that 16 bytes hold.
const PRECISION: i32 = 38;

/// What rows hold, column by column, in the order of the columns that are written.
#[derive(Debug)]
pub struct Columns(Vec<Values>);

/// What rows hold in one column; what is not known is none.
#[derive(Debug)]
enum Values {
    Text(Vec<Option<ByteArray>>),
    Integer(Vec<Option<i32>>),
    Figure(Vec<Option<FixedLenByteArray>>),
    Real(Vec<Option<f64>>),
}

impl Columns {
    fn empty(cells: &CellTable) -> Self {
        Self(cells.columns.iter().map(|column| Values::of(column.kind)).collect())
    }

    /// The rows of a report.
    pub(super) fn of(review: &Review, cells: &CellTable) -> Self {
        let mut columns = Self::empty(cells);
        for row in cells.rows(review) {
            for (values, column) in columns.0.iter_mut().zip(&cells.columns) {
                values.push(&column.field(&row));
            }
        }
        columns
    }

    /// Adds rows behind these.
    fn append(&mut self, other: Self) {
        for (values, more) in self.0.iter_mut().zip(other.0) {
            values.append(more);
        }
    }

    /// The number of rows.
    fn rows(&self) -> usize {
        self.0.first().map_or(0, Values::len)
    }
}

impl Values {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text | Kind::Pattern(_) | Kind::Name(_) => Self::Text(vec![]),
            Kind::Year | Kind::Count => Self::Integer(vec![]),
            Kind::Figure => Self::Figure(vec![]),
            Kind::Probability => Self::Real(vec![]),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.len(),
            Self::Integer(values) => values.len(),
            Self::Figure(values) => values.len(),
            Self::Real(values) => values.len(),
        }
    }

    fn push(&mut self, field: &Field) {
        match self {
            Self::Text(values) => values.push(text(field, values.last())),
            Self::Integer(values) => values.push(integer(field)),
            Self::Figure(values) => values.push(figure(field)),
            Self::Real(values) => values.push(real(field)),
        }
    }

    fn append(&mut self, other: Self) {
        match (self, other) {
            (Self::Text(values), Self::Text(more)) => values.extend(more),
            (Self::Integer(values), Self::Integer(more)) => values.extend(more),
            (Self::Figure(values), Self::Figure(more)) => values.extend(more),
            (Self::Real(values), Self::Real(more)) => values.extend(more),
            // Both are of the same column.
            (Self::Text(_) | Self::Integer(_) | Self::Figure(_) | Self::Real(_), _) => {}
        }
    }

    fn write(self, group: &mut SerializedRowGroupWriter<impl Write + Send>) -> Result<(), ParquetError> {
        match self {
            Self::Text(values) => write_column::<ByteArrayType>(group, values),
            Self::Integer(values) => write_column::<Int32Type>(group, values),
            Self::Figure(values) => write_column::<FixedLenByteArrayType>(group, values),
            Self::Real(values) => write_column::<DoubleType>(group, values),
        }
    }
}

/// Writes rows as Parquet.
pub(super) struct Parquet<W: Write + Send> {
    out: SerializedFileWriter<W>,
    cells: CellTable,
    held: Columns,
}

impl<W: Write + Send> Parquet<W> {
    pub(super) fn new(out: W, setting: Setting) -> io::Result<Self> {
        let cells = CellTable::of(setting)?;
        let by = concat!("gouji version ", env!("CARGO_PKG_VERSION"));
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(by.to_owned());
        let out =
            SerializedFileWriter::new(out, Arc::new(schema(&cells).map_err(io_error)?), Arc::new(properties.build()));
        Ok(Self { out: out.map_err(io_error)?, held: Columns::empty(&cells), cells })
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let columns = std::mem::replace(&mut self.held, Columns::empty(&self.cells));
        let mut group = self.out.next_row_group()?;
        for values in columns.0 {
            values.write(&mut group)?;
        }
        group.close()?;
        Ok(())
    }
}

impl<W: Write + Send> Sink for Parquet<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.draft(Draft::Columns(Columns::of(review, &self.cells)))
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Columns(columns) = draft else { return Err(other_format()) };
        self.held.append(columns);
        if self.held.rows() < GROUP { Ok(()) } else { self.write_group().map_err(io_error) }
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.held.rows() > 0 {
            self.write_group().map_err(io_error)?;
        }
        self.out.finish().map_err(io_error)?;
        self.out.inner_mut().flush()
    }
}

/// Writes one column of a group; what is none is null.
fn write_column<T: DataType>(
    group: &mut SerializedRowGroupWriter<impl Write + Send>,
    values: Vec<Option<T::T>>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    let there: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&values, Some(&there), None)?;
    column.close()
}

fn schema(cells: &CellTable) -> Result<Type, ParquetError> {
    let columns = cells.columns.iter().map(|column| {
        let name = column.name;
        let typed = match column.kind {
            Kind::Text | Kind::Pattern(_) | Kind::Name(_) => {
                Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String))
            }
            Kind::Year | Kind::Count => Type::primitive_type_builder(name, Physical::INT32),
            Kind::Figure => {
                let decimal = LogicalType::decimal(SCALE as i32, PRECISION);
                Type::primitive_type_builder(name, Physical::FIXED_LEN_BYTE_ARRAY)
                    .with_logical_type(Some(decimal))
                    .with_length(16)
                    .with_precision(PRECISION)
                    .with_scale(SCALE as i32)
            }
            Kind::Probability => Type::primitive_type_builder(name, Physical::DOUBLE),
        };
        typed.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    });
    Type::group_type_builder("cells").with_fields(columns.collect::<Result<Vec<_>, _>>()?).build()
}

/// A text, shared with the row before if that holds the same; none if it is empty.
fn text(field: &Field, before: Option<&Option<ByteArray>>) -> Option<ByteArray> {
    let Field::Text(text) = field else { return None };
    let same = before.and_then(Option::as_ref).filter(|before| before.data() == text.as_bytes());
    (!text.is_empty()).then(|| same.cloned().unwrap_or_else(|| (&**text).into()))
}

fn integer(field: &Field) -> Option<i32> {
    if let Field::Number(Number::Count(count)) = field { i32::try_from(*count).ok() } else { None }
}

fn figure(field: &Field) -> Option<FixedLenByteArray> {
    let Field::Number(Number::Figure(figure)) = field else { return None };
    Some(FixedLenByteArray::from(scaled(*figure)?.to_be_bytes().to_vec()))
}

fn real(field: &Field) -> Option<f64> {
    if let Field::Number(Number::Real(real)) = field { Some(*real) } else { None }
}

/// A number in units of its last decimal; none if that would lose a digit.
fn scaled(value: Decimal) -> Option<i128> {
    let value = value.normalize();
    let shift = SCALE.checked_sub(value.scale())?;
    value.mantissa().checked_mul(10_i128.pow(shift)).filter(|scaled| scaled.unsigned_abs() < 10_u128.pow(38))
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
