// The statement of an AWS IoT topic rule, SQL version 2016-03-23.
// Source: AWS IoT Core developer guide, "AWS IoT SQL reference".
// Not understood, and so refused: SET, nested SELECT, EXISTS, comments.
grammar RuleSql;

options {
    caseInsensitive = true;
}

statement
    : SELECT selection FROM filter=STRING (WHERE where=expression)? EOF
    ;

// A lone expression: what stands in a substitution template.
template
    : expression EOF
    ;

selection
    : VALUE expression                                          # valueSelection
    | item (COMMA item)*                                        # listSelection
    ;

item
    : expression (AS alias=identifier)?
    ;

expression
    : LPAREN expression RPAREN                                  # nested
    | expression DOT identifier                                 # property
    | MINUS expression                                          # negative
    | left=expression operator=(STAR | SLASH | PERCENT) right=expression      # arithmetic
    | left=expression operator=(PLUS | MINUS) right=expression                # arithmetic
    | left=expression operator=(EQ | NE | LT | LE | GT | GE) right=expression # comparison
    | left=expression IN right=expression                       # in
    | NOT expression                                            # not
    | left=expression AND right=expression                      # and
    | left=expression OR right=expression                       # or
    | CASE operand=expression branch+ (ELSE otherwise=expression)? END       # case
    | CAST LPAREN expression AS type=identifier RPAREN          # cast
    | function=identifier LPAREN (expression (COMMA expression)*)? RPAREN     # call
    | LBRACKET (expression (COMMA expression)*)? RBRACKET       # array
    | LBRACE (field (COMMA field)*)? RBRACE                     # object
    | STAR                                                      # payload
    | INTEGER                                                   # integer
    | DECIMAL                                                   # decimal
    | STRING                                                    # string
    | TRUE                                                      # true
    | FALSE                                                     # false
    | NULL                                                      # null
    | identifier                                                # variable
    ;

branch
    : WHEN value=expression THEN result=expression
    ;

field
    : (name=STRING | key=identifier) COLON expression
    ;

identifier
    : IDENTIFIER
    | QUOTED
    | VALUE
    | END
    | IN
    | CAST
    ;

SELECT: 'SELECT';
VALUE: 'VALUE';
FROM: 'FROM';
WHERE: 'WHERE';
AS: 'AS';
AND: 'AND';
OR: 'OR';
NOT: 'NOT';
IN: 'IN';
CASE: 'CASE';
WHEN: 'WHEN';
THEN: 'THEN';
ELSE: 'ELSE';
END: 'END';
CAST: 'CAST';
TRUE: 'TRUE';
FALSE: 'FALSE';
NULL: 'NULL';

EQ: '=';
NE: '<>' | '!=';
LE: '<=';
GE: '>=';
LT: '<';
GT: '>';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
PERCENT: '%';
LPAREN: '(';
RPAREN: ')';
LBRACKET: '[';
RBRACKET: ']';
LBRACE: '{';
RBRACE: '}';
COMMA: ',';
COLON: ':';
DOT: '.';

INTEGER: [0-9]+;
DECIMAL: [0-9]+ '.' [0-9]+ ([eE] [+-]? [0-9]+)? | [0-9]+ [eE] [+-]? [0-9]+;
STRING: '\'' (~'\'' | '\'\'')* '\'' | '"' ~'"'* '"';
QUOTED: '`' ~'`'+ '`';
IDENTIFIER: [a-zA-Z_$@] [a-zA-Z0-9_$@]*;
SPACE: [ \t\r\n]+ -> skip;
